'use client'

import { useEffect, useRef } from 'react'

/**
 * What lies over the page, and what Back does to it. Each layer that somebody opens has an entry of its own in the
 * browser's history, so that Back, on a phone a gesture, closes the topmost and does not leave the page. An entry names
 * the layers that were open at it; one whose topmost is open no more is passed over, Forward too.
 */
interface Layer {
  id: string
  close: () => void
}

const NAMES = 'stetLayers'

let open: readonly Layer[] = []
let lastId = 0
let settling: ReturnType<typeof setTimeout> | undefined

/** `address` where the layer has one. */
export function openLayer({ id, close, address }: { id?: string; close: () => void; address?: string }): string {
  const layer = { id: id ?? `layer-${++lastId}`, close }
  // The page stays where it is when a layer closes; else Back would scroll it to where it stood when the layer opened.
  window.history.scrollRestoration = 'manual'
  window.history.pushState({ [NAMES]: [...layersHere(), layer.id] }, '', address ?? window.location.href)
  add(layer)
  return layer.id
}

/** Takes a layer for open whose entry is there already: after Forward, or when the page was loaded again. */
export function adoptLayer(layer: Layer): void {
  add(layer)
}

/** Its entry goes too, unless another layer came over it meanwhile. */
export function closeLayer(id: string): void {
  open = open.filter((layer) => layer.id !== id)
  settle()
}

export function isLayerOpen(id: string): boolean {
  return open.some((layer) => layer.id === id)
}

/** Those that the present entry names, topmost last. */
export function layersHere(): readonly string[] {
  const state: unknown = window.history.state
  const names: unknown = typeof state === 'object' && state !== null && NAMES in state ? state[NAMES] : []
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
}

/** Another address for the present entry, which goes on standing for what it stands for. */
export function replaceAddress(address: string): void {
  window.history.replaceState({ [NAMES]: layersHere() }, '', address)
}

/** For what is open while `isOpen`: Back calls `close`. `address` where it is another than that of what lies below. */
export function useLayer(isOpen: boolean, close: () => void, address?: string): void {
  const latest = useRef(close)
  useEffect(() => {
    latest.current = close
  })
  useEffect(() => {
    if (!isOpen) return
    const id = openLayer({ close: () => latest.current(), ...(address !== undefined && { address }) })
    return () => closeLayer(id)
  }, [isOpen, address])
}

function add(layer: Layer): void {
  if (open.length === 0) window.addEventListener('popstate', follow)
  open = [...open.filter(({ id }) => id !== layer.id), layer]
}

function follow(): void {
  const here = layersHere()
  const gone = open.filter(({ id }) => !here.includes(id))
  open = open.filter((layer) => !gone.includes(layer))
  for (const { close } of gone.toReversed()) close()
  settle()
}

/** Once all that one act opens and closes is known, leaves the entries that stand for nothing. */
function settle(): void {
  settling ??= setTimeout(() => {
    settling = undefined
    const here = layersHere()
    const steps = here.length - 1 - here.findLastIndex((id) => isLayerOpen(id))
    if (steps > 0) return window.history.go(-steps)
    if (open.length > 0) return
    window.history.scrollRestoration = 'auto'
    window.removeEventListener('popstate', follow)
  }, 0)
}
