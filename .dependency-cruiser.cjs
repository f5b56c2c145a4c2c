// The one direction in which imports go (docs/design.md §1). A test runs this and also fails when a folder was not seen.
const rule = (name, from, to) => ({ name, severity: 'error', from, to })
const inside = (...folders) => `^(${folders.join('|')})/`
const STAGES = ['perception', 'fusion', 'planning']
const ALL = [
  'src/core',
  'src/common',
  'src/io',
  'src/runtime',
  'src/simulation',
  'src/cli',
  'perception',
  'fusion',
  'planning',
  'proto',
  'datasets',
  'bench',
  'test',
]
const only = (folder, allowed) =>
  rule(
    `${folder} imports only itself, ${allowed.join(', ') || 'nothing else'}`,
    { path: `^${folder}/`, ...(folder === 'planning' && { pathNot: '^planning/training/' }) },
    {
      path: inside(...ALL.filter((name) => name !== folder && !allowed.includes(name))),
    },
  )

module.exports = {
  forbidden: [
    rule('no cycles', {}, { circular: true }),
    rule('every import resolves', {}, { couldNotResolve: true, pathNot: '^(socketcan|@tensorflow/)' }),
    only('src/core', []),
    only('src/common', ['src/core']),
    only('src/io', ['src/core', 'src/common', 'proto']),
    only('src/runtime', [...STAGES, 'src/common', 'src/core']),
    only('src/simulation', ['src/io', 'src/common', 'src/core']),
    only('datasets', ['src/io', 'src/common', 'src/core']),
    ...STAGES.map((stage) => only(stage, ['src/common', 'src/core'])),
    only('proto', []),
    rule(
      'planning/training imports no cli, bench or test',
      { path: '^planning/training/' },
      { path: inside('src/cli', 'bench', 'test') },
    ),
    rule(
      'only cli imports planning/training',
      { pathNot: inside('src/cli', 'planning/training', 'test', 'bench') },
      { path: '^planning/training/' },
    ),
    rule(
      'nothing imports bench or test',
      { pathNot: inside('bench', 'test', 'src/cli') },
      { path: inside('bench', 'test') },
    ),
    rule('nothing imports test', { pathNot: '^test/' }, { path: '^test/' }),
    rule(
      'pure folders use no node modules',
      { path: inside('src/core', 'src/common', ...STAGES), pathNot: '^planning/training/' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'pure folders use packages of one list',
      { path: inside('src/core', 'src/common', ...STAGES), pathNot: '^planning/training/' },
      {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(gl-matrix|kalman-filter|munkres)/',
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)proto/gen/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
