// A bare Nest service on NATS with one database command a request: a find of 20 in COLLECTION, an insert into a collection
// of its own with as many indexes: NATS_URL, NATS_USER, NATS_PASSWORD, MONGO_URL, DATABASE, COLLECTION, INDEXES.
import { randomUUID } from 'node:crypto';
import { Controller } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { MongoClient } from 'mongodb';
import { moduleOf, on, ready } from './nest.mjs';

const { NATS_URL, NATS_USER, NATS_PASSWORD, MONGO_URL, DATABASE, COLLECTION, INDEXES } = process.env;
const client = await new MongoClient(MONGO_URL).connect();
const database = client.db(DATABASE, { writeConcern: { w: 'majority', journal: true } });
const rows = database.collection(COLLECTION);
const added = database.collection('bench-added');
await added.createIndexes(
  Array.from({ length: Number(INDEXES) }, (_, index) => ({ key: { [`field${index}`]: 1 }, name: `bench-${index}` })),
);
const projection = { email: 1, firstName: 1, lastName: 1, status: 1, orgRole: 1 };

class Data {
  list({ scope }) {
    const ids = { $gt: `${scope}|`, $lt: `${scope}}` };
    return rows.find({ _id: ids }, { projection, sort: { _id: 1 }, limit: 20 }).toArray();
  }
  async add({ email, firstName, lastName, mobilePhone }) {
    const indexed = Object.fromEntries(Array.from({ length: Number(INDEXES) }, (_, at) => [`field${at}`, email]));
    const row = { _id: randomUUID(), email, firstName, lastName, mobilePhone, ...indexed };
    await added.insertOne(row);
    return { id: row._id };
  }
}
on(Data, 'list', MessagePattern('bench.list'));
on(Data, 'add', MessagePattern('bench.add'));
Controller()(Data);

const options = { servers: [NATS_URL], user: NATS_USER, pass: NATS_PASSWORD, queue: 'bench' };
const app = await NestFactory.createMicroservice(moduleOf({ controllers: [Data] }), {
  transport: Transport.NATS,
  options,
  logger: false,
});
await app.listen();
ready();
