/**
 * The layer map of src/README.md as an allow-list: a layer may import itself, `src/domain`, and what its row names.
 * Type imports count. `npm run check` also fails when fewer modules than expected were read.
 */
const layers = {
  'src/domain': [],
  'device-drivers': [],
  'src/acquisition': ['device-drivers'],
  'src/analysis': [],
  'src/inference': ['src/analysis'],
  'src/inquiry': ['src/inference'],
  'src/synthesis': ['src/analysis', 'src/inference', 'src/inquiry'],
  'src/config': [],
  'src/records': ['src/synthesis', 'src/inquiry'],
  'src/security': ['src/records'],
  'src/exchange': ['src/records', 'src/security'],
  'src/station': [
    'device-drivers',
    'src/acquisition',
    'src/analysis',
    'src/inference',
    'src/inquiry',
    'src/synthesis',
    'src/config',
    'src/records',
    'src/security',
    'src/exchange',
  ],
  'src/county': ['src/config', 'src/records', 'src/security', 'src/exchange', 'src/inquiry', 'src/synthesis'],
  'src/cli': [
    'device-drivers',
    'src/acquisition',
    'src/analysis',
    'src/inference',
    'src/inquiry',
    'src/synthesis',
    'src/config',
    'src/records',
    'src/security',
    'src/exchange',
    'src/station',
    'src/county',
  ],
  'src/bootstrap': ['src/cli'],
  'kiosk-ui': [],
};

const under = (folder) => `^${folder}/`;

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      from: { path: under('src/domain') },
      to: { pathNot: [under('src/domain')] },
    },
    {
      name: 'analysis-is-pure',
      severity: 'error',
      comment: 'pure functions over typed arrays and pixels: no files, timers, ONNX, drivers or packages',
      from: { path: under('src/analysis') },
      to: { pathNot: [under('src/analysis'), under('src/domain')] },
    },
    ...Object.entries(layers).map(([layer, mayImport]) => ({
      name: `layer-${layer.replace('src/', '')}`,
      severity: 'error',
      from: { path: under(layer) },
      to: {
        path: '^(src|device-drivers|kiosk-ui|models|fixtures|tests)/',
        pathNot: [under(layer), under('src/domain'), ...mayImport.map(under)],
      },
    })),
    {
      name: 'not-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^kiosk-ui/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
