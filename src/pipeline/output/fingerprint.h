// pipeline/output/fingerprint.h — makes and parses the fingerprint of a document: hashes of
// everything that the document was made from (Store::fingerprint).
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/inputs/models.h"
#include "pipeline/inputs/run_options.h"
#include "record/rows/records.h"

namespace codau::pipeline {

/// Hashes of the code, models and settings of a run. An upgrade changes `restoration` and `rules`;
/// no document is made again for that. A user changes `asked`; then the rows are made again.
struct StageKeys {
  std::string asked;        ///< the user's word tables, and whether secret documents are kept
  std::string restoration;  ///< code and models of restoration
  std::string rules;        ///< code and tables of the rules that make rows
};
/// Returns the hashes for a run. `files`: list_model_files().
[[nodiscard]] StageKeys make_stage_keys(std::span<const ModelFile> files, bool allow_secret);
/// Returns true if the file is a word table of the user.
[[nodiscard]] bool is_user_table(const ModelFile& file);

/// Fingerprint of a document. The store keeps it as one line, with spaces between the fields.
struct Fingerprint {
  std::string head;   ///< make_fingerprint_head() of `asked`
  std::string asked;  ///< StageKeys::asked; empty if older code did not store it.
  /// Hash of the OCR results of all pages; empty if older code did not store it.
  std::string pages;
  std::string restoration;  ///< StageKeys::restoration of the code that restored the text
  std::string rules;        ///< StageKeys::rules of the code that made the rows
  std::string pdf;          ///< hash of the words in the searchable PDF; kNone if there is no PDF
  std::string readers;      ///< make_readers_mark() of the pages, or kInPart.
  /// The stored line has an older form. Not a field of the line.
  bool is_of_older_form = false;

  static constexpr std::string_view kInPart =
      "in part";  ///< some pages are missing, or have only simplified OCR
  static constexpr std::string_view kNone = "-";
  static constexpr std::string_view kOlderCode =
      "older";  ///< the document was made by code before this form of the line

  /// Parses a line. Returns nothing for an empty line. A line of an older form gives only the
  /// fields that it has.
  [[nodiscard]] static std::optional<Fingerprint> parse(std::string_view line);
  /// Returns the line for the store. parse() restores it.
  [[nodiscard]] std::string text() const;
};

/// Returns a short hash of the keys of all pages of a document (page_keys.h).
[[nodiscard]] std::string make_readers_mark(const std::set<std::string>& page_keys);

/// Returns the first field of a fingerprint: a hash of the settings, names and stage of a document.
/// Pages are not part of it.
[[nodiscard]] std::string make_fingerprint_head(std::string_view asked,
                                                const record::SourceInfo& source, StageLimit until);

/// Returns the fingerprint of the same document under other names. Returns `fingerprint` unchanged
/// unless it was made with `asked`.
[[nodiscard]] std::string rename_in_fingerprint(const std::string& fingerprint,
                                                std::string_view asked,
                                                const record::SourceInfo& before,
                                                const record::SourceInfo& after);

}  // namespace codau::pipeline
