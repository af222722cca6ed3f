/** The people of the demo newsroom, who exist only where STET_DEMO made them. */
export const DEMO_PASSWORD = 'stet-demo-2026'

export const DEMO_ACCOUNTS = [
  { email: 'reporter@stet.example', name: 'Demo Reporter' },
  { email: 'editor@stet.example', name: 'Demo Editor' },
  { email: 'checker@stet.example', name: 'Demo Checker' },
  { email: 'checker2@stet.example', name: 'Demo Checker 2' },
  { email: 'publisher@stet.example', name: 'Demo Publisher' },
  { email: 'legal@stet.example', name: 'Demo Legal' },
  { email: 'admin@stet.example', name: 'Demo Admin' },
] as const
