// store/results/result_files.h — where the result files of a document are in an output, and how
// they are renamed. A name is chosen once (store/results/result_names.h) and kept in the table
// result_files; every other command looks it up.
//
// Renaming survives a kill at any moment, and names may be swapped:
// 1. A commit stores the new names and keeps the old ones (column `was`).
// 2. All files to rename move to hidden names. A commit notes that (`was` is ":").
// 3. All files move to their new names. A commit notes that (`was` is NULL).
//
// If a command was killed, the next one that opens the store for writing finishes its moves.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/database/sqlite.h"
#include "store/results/result_names.h"

namespace codau::store {

/// The paths of the result files of a document; empty if the document has no name. Any file may be
/// missing.
struct ResultPaths {
  std::filesystem::path text;
  std::filesystem::path pdf;       ///< searchable; documents of one file share the PDF of the first
  std::filesystem::path original;  ///< the signed PDF as received
};
/// Returns the paths of the result files with this name below `out`.
[[nodiscard]] ResultPaths locate_results(const std::filesystem::path& out, std::string_view name);
/// Returns the folders in OUT that contain result files by name.
[[nodiscard]] std::span<const char* const> list_result_folders();

/// Looks up and changes the names of result files. Functions only read unless their comment says
/// that they write. Keeps a reference to the connection.
class ResultFiles {
 public:
  ResultFiles(const Connection& connection, std::filesystem::path out)
      : connection_(connection), out_(std::move(out)) {}

  /// Returns the name or the stem of a document; empty if it has none.
  [[nodiscard]] std::string name(std::string_view doc_id) const;
  [[nodiscard]] std::string stem(std::string_view doc_id) const;
  /// Returns the paths of the result files of a document.
  [[nodiscard]] ResultPaths paths(std::string_view doc_id) const;
  /// Returns the path of the PDF of a document relative to OUT. A further document of a file has
  /// the PDF of the file. Empty if no PDF was made.
  [[nodiscard]] std::string pdf_path(std::string_view doc_id) const;

  /// Passes each document whose files were made, and its name, to `take`, sorted by name.
  void for_each_made(
      const std::function<void(const std::string& doc_id, const std::string& name)>& take) const;

  /// Writes: sets the stems of documents. A new document gets a name that is free now. If other
  /// names have to change for it, settle() changes them. Write the files only after this is
  /// committed.
  void claim(std::span<const NamedDocument> documents) const;
  /// Writes: notes that the document was made and keeps its name.
  void keep(std::string_view doc_id) const;
  /// Writes: frees the name of a document. Its files must be gone already.
  void release(std::string_view doc_id) const;
  /// Writes and commits: gives documents the names of make_result_name() again and renames their
  /// files. Must not be called within a transaction, or while a file of a document is open. Throws
  /// Error{kOutput}.
  void settle() const;
  /// Removes names and files of documents that were claimed and never made; then does everything
  /// that settle() does.
  void settle_finished() const;
  /// Finishes the moves of a killed command. Commits.
  void finish_moves() const;

 private:
  [[nodiscard]] bool is_foreign(const std::string& name, std::string_view folded) const;
  void rename_group(const std::string& folded) const;

  const Connection& connection_;
  std::filesystem::path out_;
};

/// Tells whether a text has the form of a doc_id: 16 hex digits in lower case.
[[nodiscard]] bool is_doc_id(std::string_view text);

/// Removes the result files with this name, and folders that become empty. Throws Error{kOutput}.
void remove_result_files(const std::filesystem::path& out, std::string_view name);

}  // namespace codau::store
