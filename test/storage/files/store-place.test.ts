import {describe, expect, test} from 'vitest'
import {fileSystemIn, type Surroundings, threatsIn} from '../../../src/storage/files/store-place.js'

const around = (path: string, marks: readonly string[] = [], fileSystem?: string): Surroundings => {
  const parts = path.split('/')
  const folders = parts.map((_, index) => parts.slice(0, parts.length - index).join('/') || '/')
  return {folders: folders.map(each => ({path: each, names: each === '/home/w' ? marks : []})), fileSystem}
}

describe('a store is threatened', () => {
  test.each<[string, Surroundings, string]>([
    ['in the folder of Dropbox', around('/home/w/Dropbox/hours'), 'Dropbox'],
    ['in that of a firm', around('/home/w/Dropbox (Muster)/hours'), 'Dropbox'],
    ['in OneDrive of a firm', around('/mnt/c/Users/w/OneDrive - Muster GmbH/hours'), 'OneDrive'],
    ['in Nextcloud', around('/home/w/Nextcloud/hours'), 'Nextcloud'],
    [
      'in Nextcloud under another name, by what it leaves there',
      around('/home/w/Firma', ['.nextcloudsync.log']),
      'Nextcloud',
    ],
    [
      'in Google Drive',
      around('/Users/w/Library/CloudStorage/GoogleDrive-w@x/My Drive/hours'),
      'Google Drive',
    ],
    ['in iCloud', around('/Users/w/Library/Mobile Documents/com~apple~CloudDocs/hours'), 'iCloud Drive'],
    ['in Syncthing', around('/home/w/shared', ['.stfolder']), 'Syncthing'],
  ])('%s', (_, place, by) => {
    expect(threatsIn(place)).toMatchObject([{kind: 'copied', by}])
  })

  test('in a folder that git keeps', () => {
    expect(threatsIn(around('/home/w/repo/hours', ['.git']))).toEqual([
      {kind: 'versioned', folder: '/home/w'},
    ])
  })

  test.each(['nfs', 'nfs4', 'cifs', 'smb3', '9p', 'fuse.sshfs', 'fuse.rclone'])('on %s', fileSystem => {
    expect(threatsIn(around('/srv/hours', [], fileSystem))).toEqual([{kind: 'on-network', fileSystem}])
  })
})

test.each([
  around('/home/w/.local/share/hourbank', ['Dropbox-notes', '.gitignore'], 'ext4'),
  around('/srv/dropboxes/hours', [], 'xfs'),
  around('/srv/hours', [], 'fuse.ntfs-3g'),
  around('/srv/hours'),
])('a store is not threatened in %j', place => {
  expect(threatsIn(place)).toEqual([])
})

test('the file system is that of the nearest mount, and of the last of several', () => {
  const mounts = [
    'rootfs / ext4 rw 0 0',
    'server:/x /srv nfs4 rw 0 0',
    'disk /srv/with\\040space ext4 rw 0 0',
    'a /mnt ext4 rw 0 0',
    'b /mnt cifs rw 0 0',
  ].join('\n')
  const kindOf = (path: string) => fileSystemIn(mounts, path)
  expect(['/home', '/srv', '/srv/hours', '/srvhours', '/srv/with space/x', '/mnt/x'].map(kindOf)).toEqual([
    ...['ext4', 'nfs4', 'nfs4', 'ext4', 'ext4', 'cifs'],
  ])
  expect(fileSystemIn('', '/x')).toBeUndefined()
})
