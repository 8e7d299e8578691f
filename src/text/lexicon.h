// text/lexicon.h — the domain lexicon as data: names, titles, offices and units, each with a role.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "core/message.h"

namespace codau::text {

/// One line of a table such as data/lexicon/*.tsv. The tab-separated cells are form, role, type,
/// valid from, valid to, marks. The first two are required. Marks are properties of the entry, not
/// diacritics. Empty lines and lines that begin with '#' are ignored.
struct LexiconEntry {
  std::string_view form;  ///< the spelling, NFC; never empty
  std::string_view type;  ///< depends on the role: a type code, the level of a place
  std::string_view valid_from, valid_to;  ///< "2025-07-01"; empty: unbounded; the last is exclusive
  std::string_view marks;  ///< names with or without a value: "level=province; title"

  /// Returns the value of a mark; empty if the mark is missing or has no value.
  [[nodiscard]] std::string_view mark(std::string_view name) const;
  /// Returns true if the entry has the mark, with or without a value.
  [[nodiscard]] bool has(std::string_view name) const;
};

/// An error in one line of a table.
struct LexiconFault {
  std::string file;      ///< the file name, without the folder
  std::size_t line = 0;  ///< from 1
  Message what;          ///< the fault, in Vietnamese and English
};

/// The tables of several folders, read once. Immutable and thread-safe; copies share the contents.
class Lexicon {
 public:
  /// Constructs an empty lexicon.
  Lexicon();
  /// Reads the tables (*.tsv) of `folders`; the files of a folder are read in the order of their
  /// names. An entry replaces the entries of earlier folders with the same role and form (equal
  /// tone_key()). An entry with the mark "remove" deletes such entries. Places are neither replaced
  /// nor removed, because several places share a name. Throws Error{kModel} in two cases:
  /// 1. A line has a fault (check_lexicon()): the error names the file and the line.
  /// 2. A folder or table cannot be read, a table is not UTF-8 or has more than 64 MiB.
  explicit Lexicon(std::span<const std::filesystem::path> folders);

  /// Returns the entries of a role in the order of the tables; empty if no table has the role.
  [[nodiscard]] std::span<const LexiconEntry> entries(std::string_view role) const;

  /// Returns the roles that have entries, sorted.
  [[nodiscard]] std::vector<std::string_view> roles() const;

  /// Returns the T of this lexicon. The first call constructs it by T(const Lexicon&); later calls
  /// return the same T, also calls on copies. T lives as long as the last copy.
  template <class T>
  [[nodiscard]] const T& cached() const {
    return *static_cast<const T*>(
        find(typeid(T), [](const Lexicon& lexicon) -> std::shared_ptr<const void> {
          return std::make_shared<const T>(lexicon);
        }));
  }

 private:
  struct Contents;
  using Make = std::shared_ptr<const void> (*)(const Lexicon&);
  [[nodiscard]] const void* find(std::type_index type, Make make) const;

  std::shared_ptr<Contents> contents_;
};

/// The result of check_lexicon().
struct LexiconReport {
  std::size_t entries = 0;           ///< lines without a fault
  std::vector<LexiconFault> faults;  ///< in the order of files and lines
};
/// Checks all tables of a folder, and returns the faults. Faults are:
/// 1. malformed lines: more than six cells, no role, a form without letters or of over 400 bytes;
/// 2. unknown roles, types and marks;
/// 3. invalid dates, and periods that end before they begin;
/// 4. places without a province above them in the same file, and places with a mark.
/// Throws Error{kModel} if the folder or a table cannot be read.
/// Law: Lexicon accepts a folder if and only if the folder has no faults.
[[nodiscard]] LexiconReport check_lexicon(const std::filesystem::path& folder);

}  // namespace codau::text
