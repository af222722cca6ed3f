/** An OpenID Connect provider as small as one can be: discovery, keys, and a token for whoever is about to sign in. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface IdentityProvider {
  issuer: string
  /** What the next token says of the person, beside the standard claims. */
  says: Record<string, unknown>
  close: () => Promise<void>
}

export async function openIdentityProvider(clientId: string): Promise<IdentityProvider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const server = createServer((request, response) => {
    const answer = answers[new URL(request.url ?? '/', issuer).pathname]
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer?.() ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: IdentityProvider = { issuer, says: {}, close: () => new Promise((resolve) => server.close(() => resolve())) }

  const answers: Record<string, () => unknown> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/keys': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' }] }),
    '/token': () => {
      const seconds = Math.floor(Date.now() / 1000)
      const claims = { iss: issuer, aud: clientId, sub: 'somebody', iat: seconds, exp: seconds + 60, ...provider.says }
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const signed = `${part({ alg: 'RS256', kid: '1' })}.${part(claims)}`
      return {
        access_token: 'unused',
        token_type: 'Bearer',
        expires_in: 60,
        id_token: `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`,
      }
    },
  }
  return provider
}
