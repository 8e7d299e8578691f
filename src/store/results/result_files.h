// store/results/result_files.h — where the files of a document are in an output, and their moves. A
// name is chosen once (store/results/result_names.h) and kept in the table result_files; every
// other command looks it up.
//
// Moves survive a kill at any moment, in any order of names (two scans may swap theirs):
// 1. A commit gives documents their new names, and keeps the old one (`was`).
// 2. All files that move are put aside under hidden names. A commit notes that (`was` is ":").
// 3. All of them get their new names. A commit notes that (`was` is NULL).
// Whoever opens the store for writing first finishes the moves of a command that was killed.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/database/sqlite.h"
#include "store/results/result_names.h"

namespace codau::store {

/// The files of a document; empty paths if it has no name. Any of the files may be missing.
struct ResultPaths {
  std::filesystem::path text;
  std::filesystem::path pdf;       ///< searchable; the first document of a file has that of all
  std::filesystem::path original;  ///< a signed PDF as it was received
};
/// Returns the files below `out` with this name.
[[nodiscard]] ResultPaths locate_results(const std::filesystem::path& out, std::string_view name);
/// The folders in OUT that have results by name.
[[nodiscard]] std::span<const char* const> list_result_folders();

/// Keeps a reference to the connection, and reads alone unless a function says otherwise.
class ResultFiles {
 public:
  ResultFiles(const Connection& connection, std::filesystem::path out)
      : connection_(connection), out_(std::move(out)) {}

  /// Returns the name or the stem of a document; empty if it has none.
  [[nodiscard]] std::string name(std::string_view doc_id) const;
  [[nodiscard]] std::string stem(std::string_view doc_id) const;
  [[nodiscard]] ResultPaths paths(std::string_view doc_id) const;
  /// Returns the PDF of a document relative to OUT: that of its file if it is a further document of
  /// one. Empty if none was made.
  [[nodiscard]] std::string pdf_path(std::string_view doc_id) const;

  /// Writes: gives documents their stems. A document gets a name that is free now; names of others
  /// that change by it wait for settle(). Files may be written when this is committed, not before.
  void claim(std::span<const NamedDocument> documents) const;
  /// Writes: the document has been made, and keeps its name.
  void keep(std::string_view doc_id) const;
  /// Writes: the name is free. The files are gone already.
  void release(std::string_view doc_id) const;
  /// Writes and commits, so not within a transaction: names are those of make_result_name() again,
  /// and files move to them. Nothing of a document may be open. Throws Error{kOutput}.
  void settle() const;
  /// The same, and claims without a document go, with their files.
  void settle_finished() const;
  /// The moves that a killed command began. Commits.
  void finish_moves() const;

 private:
  [[nodiscard]] bool is_foreign(const std::string& name, std::string_view folded) const;
  void rename_group(const std::string& folded) const;

  const Connection& connection_;
  std::filesystem::path out_;
};

/// Tells whether a text has the form of a doc_id: 16 hex digits.
[[nodiscard]] bool is_doc_id(std::string_view text);

/// Removes the files of a name and the folders that are empty then. Throws Error{kOutput}.
void remove_result_files(const std::filesystem::path& out, std::string_view name);

}  // namespace codau::store
