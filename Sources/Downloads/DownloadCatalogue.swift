import HookKit
import MazeEnv

/// A file of others that can be fetched.
package struct DownloadEntry: Hashable {
  /// What it is called in commands.
  package let name: String
  /// What it is called in the folder it is kept in.
  package let fileName: String
  /// Where it is, in the order in which they are tried.
  package let addresses: [String]
  /// In bytes.
  package let size: Int
  package let digest: FileDigest
  let about: String
  let licence: String
}

/// The files of others that HookKit knows, none of which it has.
package enum DownloadCatalogue {
  /// Checkpoints that `--model` takes by name.
  package static let models = [
    DownloadEntry(
      name: "maze-rand-region-5", fileName: "maze-rand-region-5.pth",
      addresses: [
        "https://raw.githubusercontent.com/aristizabal95/contextual-shards/064b902/data/raw/maze_policy.pt",
        "https://github.com/aristizabal95/contextual-shards/raw/064b902/data/raw/maze_policy.pt",
      ],
      size: 43_881_333, digest: .gitBlob("2b08d2ebe52ce0065d69947d7311c0e9440f5f78"),
      about: "the published policy of the paper, model_rand_region_5.pth by the README beside it; scale 4",
      licence: unstated),
    DownloadEntry(
      name: "maze-rand-region-5-easy", fileName: "maze-rand-region-5-easy.pth",
      addresses: [
        "https://raw.githubusercontent.com/GarretteBaker/train-procgen-pytorch_devinterp/"
          + "920da38a76cc2e69a768c5ce831230f65f064dbb/artifacts/model_160022528%3Av0/model_160022528.pth",
        "https://github.com/GarretteBaker/train-procgen-pytorch_devinterp/raw/"
          + "920da38a76cc2e69a768c5ce831230f65f064dbb/artifacts/model_160022528%3Av0/model_160022528.pth",
      ],
      size: 2_518_378, digest: .sha256("e82e620ee1c47d82684bb3bc84e140ffd7bbb4ca8bd5f0cc517370abab9e3f00"),
      about: "a small policy trained by PPO on easy mazes, cheese in the top-right 5 x 5; scale 1",
      licence: unstated),
  ]

  /// procgen's package, for its pictures and its library. PyPI keeps a file under the BLAKE2b of its contents.
  package static let procgen = DownloadEntry(
    name: "procgen", fileName: "procgen-0.10.7-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    addresses: [
      "https://files.pythonhosted.org/packages/eb/9e/4dea48895a9350ff045ae724cbebf1fb8f2d2eafff16b6a39fc8842e1084/"
        + "procgen-0.10.7-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
    ],
    size: 36_395_959, digest: .sha256("4b594d14e42f0f2166e59a9e294477b906eb99c90c3343b570b7124cbc865f53"),
    about: "procgen \(ProcgenLibrary.version): the pictures of its mazes, and its library",
    licence: "MIT; its pictures have licences of their own, see NOTICE")

  private static let unstated = "no licence stated: use at your own judgement"

  /// A table for people.
  package static func text(_ entries: [DownloadEntry]) -> String {
    var table = Table()
    for entry in entries {
      table.add(entry.name, "\(entry.size.grouped) bytes", entry.about)
      table.add("", "", entry.licence)
      for address in entry.addresses { table.add("", "", address) }
    }
    return table.text
  }
}
