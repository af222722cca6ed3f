import { expect, test } from 'vitest'
import { refuseUnreadable } from '#lib/auth/refuse-unreadable.ts'

const CALLBACK = ['callback', 'credentials']

function post(type: string, body: string): Request {
  return new Request('http://stet.test/api/auth/x', { method: 'POST', headers: { 'content-type': type }, body })
}

test.each(['{', '{"', '[', '[]', 'null', ''])('[SE-3] a sign-in whose body is “%s”, no object, is a fault of its sender', async (body) => {
  await expect(refuseUnreadable(post('application/json', body), CALLBACK)).rejects.toMatchObject({ code: 'bad-request' })
})

test('[SE-3] so is a form in parts that has none', async () => {
  await expect(refuseUnreadable(post('multipart/form-data; boundary=x', 'nothing of the kind'), CALLBACK)).rejects.toMatchObject({ code: 'bad-request' })
})

test('[SE-3] a form and an object pass, and can still be read', async () => {
  const form = post('application/x-www-form-urlencoded', 'email=a')
  const object = post('application/json; charset=utf-8', '{"email":"a"}')
  for (const request of [form, object]) await refuseUnreadable(request, CALLBACK)
  expect([await form.text(), await object.text()]).toEqual(['email=a', '{"email":"a"}'])
})

test('[SE-3] a sign-in by GET is told what to do instead; every other GET passes', async () => {
  const get = new Request('http://stet.test/api/auth/x')
  await expect(refuseUnreadable(get, CALLBACK)).rejects.toMatchObject({ code: 'method-not-allowed', message: expect.stringContaining('POST') })
  await refuseUnreadable(get, ['session'])
  await refuseUnreadable(get, ['callback', 'oidc'])
})

test('[AP-4] an address with a NUL in it is a fault of its sender', async () => {
  await expect(refuseUnreadable(new Request('http://stet.test/api/auth/error?error=%00'), ['error'])).rejects.toMatchObject({ code: 'bad-request' })
})
