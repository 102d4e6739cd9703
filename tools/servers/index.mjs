export { startMongo } from './mongo.mjs';
export { startNats } from './nats.mjs';
export { startRedis } from './redis.mjs';
export { isRunning, killServer, recorded, stopServer } from './served.mjs';
