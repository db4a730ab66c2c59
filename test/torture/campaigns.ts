import type {Campaign} from './campaign.js'
import {faults} from './campaigns/faults.js'

export const CAMPAIGNS: readonly Campaign[] = [faults]
