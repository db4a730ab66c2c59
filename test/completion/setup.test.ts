import {describe, expect, test} from 'vitest'
import {setupFor, usualShell} from '../../src/completion/setup.js'

const on = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) => ({
  platform,
  env: {HOME: '/home/weber', ...env},
})

describe('where a platform has ways of its own,', () => {
  test('PowerShell on Windows is asked to add the line, as it alone knows where its profile is', () => {
    const {scripts, start, byHand} = setupFor('powershell', on('win32', {LOCALAPPDATA: "/users/o'brien"}))
    expect(scripts).toEqual(["/users/o'brien/hourbank/hourbank.ps1"])
    expect(start).toBeNull()
    expect(byHand).toContain(`Add-Content $PROFILE '. ''/users/o''''brien/hourbank/hourbank.ps1'''`)
  })

  test('bash on a Mac gets .bashrc, and is said to need it read: a new .bash_profile would hide a .profile', () => {
    const {start, byHand} = setupFor('bash', on('darwin'))
    expect(start?.file).toBe('/home/weber/.bashrc')
    expect(byHand).toContain('.bash_profile')
    expect(setupFor('bash', on('linux')).byHand).toBeNull()
  })
})

test('the shell is the one of SHELL, on Windows PowerShell where nothing says so, else unknown', () => {
  expect(usualShell(on('linux', {SHELL: '/opt/bin/pwsh'}))).toBe('powershell')
  expect(usualShell(on('linux', {SHELL: '/bin/dash'}))).toBe('dash')
  expect(usualShell(on('win32'))).toBe('powershell')
  expect(usualShell(on('linux'))).toBeUndefined()
})
