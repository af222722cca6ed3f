/**
 * Where the others are: a caret with the person's name, and their selection. Name and colour come from presence
 * as the server sets it. The name shows when somebody moves and then fades, so that it does not cover the copy.
 */
import { Extension } from '@tiptap/core'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
