// pipeline/output/fingerprint.h — what a document was made from and by, as its store keeps it
// (Store::fingerprint).
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

/// By what the documents of a run are made, besides their pages: hashes. An upgrade changes the
/// second and the third, which remakes nothing; a user changes the first, which remakes rows.
struct StageKeys {
  std::string asked;        ///< the user's tables of words, and whether secret documents are kept
  std::string restoration;  ///< code and models that restore text
  std::string rules;        ///< code and tables that make rows
};
/// `files`: list_model_files().
[[nodiscard]] StageKeys make_stage_keys(std::span<const ModelFile> files, bool allow_secret);
/// Whether the file is a table of words of the user's own.
[[nodiscard]] bool is_user_table(const ModelFile& file);

/// One line in the store, its fields with blanks between them.
struct Fingerprint {
  std::string head;         ///< make_fingerprint_head() of `asked`
  std::string asked;        ///< StageKeys::asked; empty if older code did not note it
  std::string pages;        ///< a hash of what was read on all pages; empty likewise
  std::string restoration;  ///< StageKeys::restoration of whoever restored the text
  std::string rules;        ///< StageKeys::rules of whoever made the rows
  std::string pdf;          ///< a hash of the words in the searchable PDF; kNone if there is none
  std::string readers;      ///< make_readers_mark() of whoever read the pages, or kInPart
  bool is_of_older_form = false;  ///< not in the line: it has fewer fields

  static constexpr std::string_view kInPart =
      "in part";  ///< not all pages, or not as they should be
  static constexpr std::string_view kNone = "-";
  static constexpr std::string_view kOlderCode =
      "older";  ///< whoever made it: code before this form

  /// Nothing for an empty line. Older forms give the fields that they have.
  [[nodiscard]] static std::optional<Fingerprint> parse(std::string_view line);
  /// parse() reads it back.
  [[nodiscard]] std::string text() const;
};

/// A short hash of the keys of all pages of a document.
[[nodiscard]] std::string make_readers_mark(const std::set<std::string>& page_keys);

/// How a fingerprint begins: a hash of what a document is made of besides its pages.
[[nodiscard]] std::string make_fingerprint_head(std::string_view asked,
                                                const record::SourceInfo& source, StageLimit until);

/// The fingerprint of the same document under other names; unchanged unless `asked` made it.
[[nodiscard]] std::string rename_in_fingerprint(const std::string& fingerprint,
                                                std::string_view asked,
                                                const record::SourceInfo& before,
                                                const record::SourceInfo& after);

}  // namespace codau::pipeline
