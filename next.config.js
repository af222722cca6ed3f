import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./i18n/request.ts')

/** @type {import('next').NextConfig} */
const config = {
  // A second build beside a running one (tests) goes elsewhere.
  distDir: process.env.STET_DIST_DIR || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks types; a newcomer's first start need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // The collaboration server shares the process: these must be the same modules for both, or are native.
  serverExternalPackages: ['@node-rs/argon2', '@prisma/adapter-pg', '@prisma/client', 'lib0', 'pg', 'pg-boss', 'pino', 'y-protocols', 'yjs'],
  devIndicators: false,
  // A page that cannot be fetched is waited for. Without it the browser would show its own error page in place of ours.
  experimental: { useOffline: true },
}

export default withNextIntl(config)
