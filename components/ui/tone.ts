/** The tone of a state; `data-tone={tone}` on an element makes `text-tone`, `bg-tone-soft` and `border-tone` its colours. */
export type Tone = 'wait' | 'busy' | 'good' | 'bad' | 'warn' | 'aside' | 'off'
