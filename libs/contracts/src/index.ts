import 'reflect-metadata';

export * from './catalogue.js';
export * from './edge/requests.js';
export * from './edge/views.js';
export * from './event.js';
export * from './fields.js';
export * from './identity/account.messages.js';
export * from './identity/account.views.js';
export * from './identity/events.js';
export * from './identity/registration.messages.js';
export * from './identity/registration.views.js';
export * from './message.js';
export * from './organization/events.js';
export * from './organization/messages.js';
export * from './organization/on-file.js';
export * from './organization/views.js';
export * from './validate.js';
export * from './words.js';
