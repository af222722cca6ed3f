import { afterEach } from 'vitest'

/** Forms keep what was typed in the tab (WB-3b): each test has one of its own. */
afterEach(() => sessionStorage.clear())
