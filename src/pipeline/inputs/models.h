// pipeline/inputs/models.h — what results depend on besides the input: versions, models,
// dictionaries.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace codau::pipeline {

/// The version of codau, e.g. "0.1.0".
[[nodiscard]] std::string_view program_version() noexcept;

struct ModelFile {
  std::string name;  ///< "models/…", "data/…", "lexicon/K/…" of the K-th lexicon
  std::string sha256;
  std::uint64_t bytes = 0;
};

/// A folder with `models` and `data` in it, as `share/codau` is.
struct InstallationHome {
  std::filesystem::path root;
  [[nodiscard]] std::filesystem::path models() const { return root / "models"; }
  [[nodiscard]] std::filesystem::path data() const { return root / "data"; }
};

/// Whose words documents are read by (text/lexicon.h), later ones over earlier ones: codau's own,
/// OUT/lexicon/user where there is one, and `given` (--lexicon) if it is not empty.
[[nodiscard]] std::vector<std::filesystem::path> list_lexicon_folders(
    const InstallationHome& home, const std::filesystem::path& out,
    const std::filesystem::path& given);

/// The files of both folders themselves and the tables of the lexicons (cards and notes left out),
/// sorted by name. Throws Error{kModel} when a folder is missing or a file cannot be read.
[[nodiscard]] std::vector<ModelFile> list_model_files(
    const InstallationHome& home, std::span<const std::filesystem::path> lexicons);

}  // namespace codau::pipeline
