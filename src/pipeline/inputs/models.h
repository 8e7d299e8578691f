// pipeline/inputs/models.h — lists the version, models and dictionaries that results depend on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codau::pipeline {

/// Returns the version of codau, such as "0.1.0".
[[nodiscard]] std::string_view program_version() noexcept;

/// A model or dictionary file and its hash.
struct ModelFile {
  std::string name;  ///< "models/…", "data/…", or "lexicon/K/…" for the K-th lexicon
  std::string sha256;
  std::uint64_t bytes = 0;
};

/// The installation folder (`share/codau`), with the subfolders `models` and `data`. In a bundle
/// (tools/bundle) it also has fonts and the list of the packages in the bundle.
struct InstallationHome {
  std::filesystem::path root;
  [[nodiscard]] std::filesystem::path models() const { return root / "models"; }
  [[nodiscard]] std::filesystem::path data() const { return root / "data"; }
  [[nodiscard]] std::filesystem::path fonts() const { return root / "fonts"; }
  [[nodiscard]] bool is_bundle() const { return std::filesystem::exists(root / "bundle.tsv"); }
};

/// Returns the lexicon folders (text/lexicon.h) by which documents are read. Entries of later
/// folders override those of earlier ones. The order is:
/// 1. the lexicon of codau,
/// 2. OUT/lexicon/user, if it exists,
/// 3. `given` (--lexicon), if it is not empty.
[[nodiscard]] std::vector<std::filesystem::path> list_lexicon_folders(
    const InstallationHome& home, const std::filesystem::path& out,
    const std::filesystem::path& given);

/// Returns true if the file is a network by which pages are read. Its hash is part of the version
/// of reading (ocr::PageReader::version()); later stages do not depend on it.
[[nodiscard]] bool is_reading_model(const ModelFile& file);

/// Returns the files of `models`, `data` and the lexicon folders with their hashes, sorted by name.
/// Leaves out subfolders, hidden files, model cards and notes (.md, .txt). Throws Error{kModel} if
/// a folder is missing or a file cannot be read.
[[nodiscard]] std::vector<ModelFile> list_model_files(
    const InstallationHome& home, std::span<const std::filesystem::path> lexicons);

}  // namespace codau::pipeline
