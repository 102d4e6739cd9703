export * from './letter-printer.js';
export * from './mailer.js';
export * from './passcode-sender.js';
export * from './delivery-config.js';
