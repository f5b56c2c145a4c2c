import { Command, Option } from 'commander'
import { type QuantizeCommandOptions, quantizeNetwork } from './quantize-network.ts'
import { quantizeText } from './quantize-report.ts'

/** `axdrive quantize`: makes an int8 network of a float one, by what it computes on given frames. */
export function quantizeCommand(): Command {
  return new Command('quantize')
    .description('make a network int8 (symmetric QDQ) by calibration on frames, and tell what it changes')
    .argument('<input...>', 'pictures (JPEG, PNG, WebP), one drive (.mcap), or folders of samples for the planner')
    .requiredOption('--manifest <manifest.json>', 'the float network')
    .requiredOption('-o, --output <model.onnx>', 'the int8 network; its manifest goes beside it')
    .option('--frames <n>', 'use the first so many frames; of samples as many, spread over all', '64')
    .option('--hold-out <n>', 'every n-th frame is for measuring the drift, not for calibration', '4')
    .option('--range <choice>', 'magnitudes that 127 steps cover: minmax, or the share that is not cut off', '0.9999')
    .option('--keep-fp32 <nodes>', 'leave these nodes in float: names, with commas between them')
    .addOption(
      new Option('--bias <format>', 'of products; float for TensorRT').choices(['int32', 'float']).default('int32'),
    )
    .addOption(
      new Option('--outputs <format>', 'float: what follows the last product keeps the resolution of its sums')
        .choices(['float', 'int8'])
        .default('float'),
    )
    .option('--json', 'print one JSON object')
    .action(async (inputs: string[], options: QuantizeCommandOptions) => {
      const report = await quantizeNetwork(inputs, options)
      console.log(options.json ? JSON.stringify(report) : quantizeText(report))
    })
}
