// text/lexicon.h — the domain lexicon: words and phrases of administrative documents, such as
// names, titles, offices and units. Each entry has a role, such as "agency", "place" or
// "duty_verb". The role says how the program uses the entry; kRoleRules in lexicon.cpp lists all
// roles.
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

/// One line of a table, such as data/lexicon/*.tsv. A line has up to six cells, separated by tabs:
/// form, role, type, valid from, valid to, marks. Form and role are required. Example, with ⇥ for a
/// tab: "Bộ Kế hoạch và Đầu tư⇥agency⇥organ⇥⇥2025-03-01⇥level=central; successor=Bộ Tài chính".
/// Empty lines and lines that begin with '#' are ignored. An entry has no member for the role,
/// because Lexicon::entries() returns the entries of one role. The members refer to text that lives
/// as long as any copy of the Lexicon.
struct LexiconEntry {
  std::string_view form;        ///< the word or phrase, NFC; never empty
  std::string_view type;        ///< kind within the role: "province" for a place; may be empty
  std::string_view valid_from;  ///< first day, "2025-07-01"; empty: always valid before `valid_to`
  std::string_view valid_to;    ///< first day on which the entry is no longer valid; empty: no end
  std::string_view marks;       ///< properties, with or without a value: "level=province; title"

  /// Returns the value of a mark; empty if the entry lacks the mark or the mark has no value.
  [[nodiscard]] std::string_view mark(std::string_view name) const;
  /// Returns true if the entry has the mark, with or without a value.
  [[nodiscard]] bool has(std::string_view name) const;
};

/// The entries of all tables of several folders. Immutable and thread-safe; copies share the
/// contents.
class Lexicon {
 public:
  /// Constructs an empty lexicon.
  Lexicon();
  /// Reads the tables (*.tsv) of each folder, in the order of the file names. The entries of a
  /// folder change the entries of earlier folders:
  /// 1. An entry replaces the entries of earlier folders with the same role and form. Two forms are
  ///    the same if their tone_key() is the same (unicode.h), so capitals do not count.
  /// 2. An entry with the mark "remove" only deletes these entries of earlier folders.
  /// 3. An entry of the role "place" replaces nothing, because several places share a name.
  ///
  /// Throws Error{kModel} if:
  /// 1. a line has a fault (see check_lexicon()); the error names the file and the line;
  /// 2. a folder or table cannot be read, or a table is not UTF-8 or has more than 64 MiB.
  explicit Lexicon(std::span<const std::filesystem::path> folders);

  /// Returns the entries of a role, by folder, table and line; empty if there are none.
  [[nodiscard]] std::span<const LexiconEntry> entries(std::string_view role) const;

  /// Returns the roles that have entries, sorted.
  [[nodiscard]] std::vector<std::string_view> roles() const;

  /// Returns an object of type T that is made from this lexicon, such as an index. The first call
  /// for a type T makes the object by T(const Lexicon&). Later calls for this type return the same
  /// object, also on copies of the lexicon. It lives as long as the last copy.
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

/// A fault in one line of a table.
struct LexiconFault {
  std::string file;      ///< the file name, without the folder
  std::size_t line = 0;  ///< from 1
  Message what;          ///< the fault, in Vietnamese and English
};
/// The result of check_lexicon().
struct LexiconReport {
  std::size_t entries = 0;           ///< number of entries without a fault
  std::vector<LexiconFault> faults;  ///< in the order of files and lines
};
/// Checks all tables of a folder. Faults are:
/// 1. a malformed line: more than six cells, no role, or a mark without a name;
/// 2. a form of more than 400 bytes, or without a letter or digit;
/// 3. an unknown role, or a form, type, mark or value of a mark that the role does not allow;
/// 4. an invalid date, or a period that does not end after it begins;
/// 5. a place without a province above it in the same file, or a place with a mark.
/// Throws Error{kModel} if the folder or a table cannot be read, or a table is not UTF-8 or has
/// more than 64 MiB.
/// Law: Lexicon accepts a folder if and only if the folder has no faults.
[[nodiscard]] LexiconReport check_lexicon(const std::filesystem::path& folder);

}  // namespace codau::text
