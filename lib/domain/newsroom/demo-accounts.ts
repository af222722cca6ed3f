/** The people of the demo newsroom, who exist only where STET_DEMO made them. The role is the one held on its desk. */
export const DEMO_PASSWORD = 'stet-demo-2026'

export const DEMO_ACCOUNTS = [
  { email: 'reporter@stet.example', name: 'Demo Reporter', role: 'reporter' },
  { email: 'editor@stet.example', name: 'Demo Editor', role: 'editor' },
  { email: 'checker@stet.example', name: 'Demo Checker', role: 'checker' },
  { email: 'checker2@stet.example', name: 'Demo Checker 2', role: 'checker' },
  { email: 'publisher@stet.example', name: 'Demo Publisher', role: 'publisher' },
  { email: 'legal@stet.example', name: 'Demo Legal', role: 'legal' },
  { email: 'admin@stet.example', name: 'Demo Admin', role: null },
] as const
