import {MAX_NAME_LENGTH} from '../domain/entry.js'
import {type Question, type Said, saidText} from './ask-missing.js'
import {isSetting, listSettings} from './settings.js'
import {readText} from './text-values.js'

/**
 * What `init` asks for.
 * @param refuseExisting throws if there is a store already, which is told before the first question
 */
export const newStoreQuestions = (refuseExisting: (said: Said) => Promise<void>): readonly Question[] => [
  {
    name: 'provider',
    read: text => readText('The name', text, MAX_NAME_LENGTH),
    ask: async said => {
      await refuseExisting(said)
      return {message: 'Your firm, as statements name it'}
    },
  },
  {
    name: 'by',
    // Who says the rest on the command line has left this out.
    isMissing: said =>
      said.answers.has('provider') && saidText(said, 'by') === undefined && !process.env.HOURBANK_BY,
    read: text => readText('The name', text, MAX_NAME_LENGTH),
    ask: () => ({message: 'Your own name, for what you record', isOptional: true}),
  },
]

/**
 * What `config set` asks for.
 * @param read what reads the key with its value
 */
export const settingQuestions = (
  read: (key: string, value: string, said: Said) => Promise<unknown>,
): readonly Question[] => [
  {
    name: 'key',
    ask: async ({context}) => ({
      message: 'What to change',
      choices: listSettings((await context()).profile).map(({key, value}) => ({
        name: value === '' ? key : `${key}  ${value}`,
        value: key,
      })),
    }),
  },
  {
    name: 'value',
    needs: ['key'],
    isEmptySaid: true,
    read: (value, said) => read(saidText(said, 'key') ?? '', value, said),
    ask: async said => {
      const key = saidText(said, 'key') ?? ''
      const {profile} = await said.context()
      if (!isSetting(key)) await read(key, '', said)
      const before = listSettings(profile).find(each => each.key === key)?.value ?? ''
      return {message: `New value of ${key}`, before, isEmptyRead: true}
    },
  },
]
