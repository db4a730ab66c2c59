import type {Campaign} from './campaign.js'
import {bytes} from './campaigns/bytes.js'
import {faults} from './campaigns/faults.js'
import {histories} from './campaigns/histories.js'
import {kills} from './campaigns/kills.js'
import {pages} from './campaigns/pages.js'
import {power} from './campaigns/power.js'
import {swaps} from './campaigns/swaps.js'
import {texts} from './campaigns/texts.js'
import {writers} from './campaigns/writers.js'
import {zones} from './campaigns/zones.js'

/** All of them, the most important first. */
export const CAMPAIGNS: readonly Campaign[] = [
  ...[writers, kills, faults, power, bytes, swaps, pages, texts, histories, zones],
]
