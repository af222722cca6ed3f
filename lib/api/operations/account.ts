import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { idSchema, pageQuerySchema, pageSchema } from '../schemas/common.ts'
import { markNotificationsSchema, notificationsSchema } from '../schemas/notifications.ts'
import { acceptInvitationSchema, createdTokenSchema, createTokenSchema, meSchema, sessionSchema, tokenSchema } from '../schemas/people.ts'

const params = z.object({ id: idSchema })

export const ACCOUNT_OPERATIONS = {
  getMe: {
    method: 'GET',
    path: '/me',
    tag: 'account',
    summary: 'Who you are here, and your desks and roles',
    access: 'person',
    status: 200,
    answer: meSchema,
  },
  listNotifications: {
    method: 'GET',
    path: '/notifications',
    tag: 'account',
    summary: 'What you are told of, newest first, and how much of it is unread',
    access: 'person',
    query: pageQuerySchema,
    status: 200,
    answer: notificationsSchema,
  },
  markNotifications: {
    method: 'POST',
    path: '/notifications/read',
    tag: 'account',
    summary: 'Mark those named as read, or all of yours',
    access: 'person',
    body: markNotificationsSchema,
    status: 204,
  },
  listTokens: {
    method: 'GET',
    path: '/tokens',
    tag: 'account',
    summary: 'Your API tokens, newest first; never the secrets',
    access: 'person',
    query: pageQuerySchema,
    status: 200,
    answer: pageSchema(tokenSchema),
  },
  createToken: {
    method: 'POST',
    path: '/tokens',
    tag: 'account',
    summary: 'Make an API token; its secret is in this answer and nowhere else',
    access: 'session',
    body: createTokenSchema,
    status: 201,
    answer: createdTokenSchema,
  },
  revokeToken: {
    method: 'DELETE',
    path: '/tokens/{id}',
    tag: 'account',
    summary: 'End an API token of yours',
    access: 'person',
    params,
    status: 204,
  },
  listSessions: {
    method: 'GET',
    path: '/sessions',
    tag: 'account',
    summary: 'The browsers in which you are signed in, newest first',
    access: 'person',
    query: pageQuerySchema,
    status: 200,
    answer: pageSchema(sessionSchema),
  },
  revokeSession: {
    method: 'DELETE',
    path: '/sessions/{id}',
    tag: 'account',
    summary: 'Sign one of your browsers out',
    access: 'person',
    params,
    status: 204,
  },
  acceptInvitation: {
    method: 'POST',
    path: '/invitations/accept',
    tag: 'account',
    summary: 'Use a one-time link: make the first administrator, or choose your password',
    access: 'public',
    body: acceptInvitationSchema,
    status: 201,
    answer: z.object({ email: z.string() }),
    refusals: ['conflict', 'too-many-requests'],
  },
} as const satisfies Record<string, Operation>
