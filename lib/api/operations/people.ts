import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { idSchema, pageQuerySchema, pageSchema } from '../schemas/common.ts'
import {
  createdPersonSchema,
  createDeskSchema,
  createPersonSchema,
  deskSchema,
  peopleQuerySchema,
  personSchema,
  updateDeskSchema,
  updatePersonSchema,
} from '../schemas/people.ts'

const params = z.object({ id: idSchema })

export const PEOPLE_OPERATIONS = {
  listPeople: {
    method: 'GET',
    path: '/people',
    tag: 'people',
    summary: 'The people you share a desk with, by name; everyone, for an administrator',
    access: 'person',
    query: peopleQuerySchema,
    status: 200,
    answer: pageSchema(personSchema),
  },
  createPerson: {
    method: 'POST',
    path: '/people',
    tag: 'people',
    summary: 'Add a person; without a password the answer holds a one-time link for them',
    access: 'person',
    body: createPersonSchema,
    status: 201,
    answer: createdPersonSchema,
    refusals: ['conflict'],
  },
  updatePerson: {
    method: 'PATCH',
    path: '/people/{id}',
    tag: 'people',
    summary: 'Change name, administration, access or roles; open pages of that person follow at once',
    access: 'person',
    params,
    body: updatePersonSchema,
    status: 200,
    answer: personSchema,
    refusals: ['conflict'],
  },
  listDesks: {
    method: 'GET',
    path: '/desks',
    tag: 'people',
    summary: 'Your desks, by name; all of them, for an administrator',
    access: 'person',
    query: pageQuerySchema,
    status: 200,
    answer: pageSchema(deskSchema),
  },
  createDesk: {
    method: 'POST',
    path: '/desks',
    tag: 'people',
    summary: 'Open a desk',
    access: 'person',
    body: createDeskSchema,
    status: 201,
    answer: deskSchema,
    refusals: ['conflict'],
  },
  updateDesk: {
    method: 'PATCH',
    path: '/desks/{id}',
    tag: 'people',
    summary: 'Change the name or the checking rules of a desk',
    access: 'person',
    params,
    body: updateDeskSchema,
    status: 200,
    answer: deskSchema,
    refusals: ['conflict'],
  },
} as const satisfies Record<string, Operation>
