// text/lexicon.h — words of the domain as data: names, titles, offices, units, with their roles.
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

/// A line of a table of data/lexicon/*.tsv: form, role, type, valid from, valid to, marks, between
/// tabs; cells at the end of a line may be left out. Lines that are empty or begin with '#' say
/// nothing.
struct Entry {
  std::string_view form;                  ///< as it is written, NFC; never empty
  std::string_view type;                  ///< by the role: the code of a type, the level of a place
  std::string_view valid_from, valid_to;  ///< ISO dates; empty is unbounded; `to` is the day behind
  std::string_view marks;                 ///< "level=province; short=Sở TC"

  /// The value of a mark, empty when there is none.
  [[nodiscard]] std::string_view mark(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
};

/// What is wrong with a table.
struct LexiconFault {
  std::string file;  ///< its name, without the folder
  std::size_t line = 0;
  Message what;
};

/// The tables of some folders, read once. Immutable and thread-safe; copies share what they hold.
class Lexicon {
 public:
  /// Of no table.
  Lexicon();
  /// The tables of `folders`, files by name. An entry replaces those of the same role and form
  /// (capitals and tone placement apart) of the folders before its own, but for places, which share
  /// names; one with the mark "remove" takes them away. Throws Error{kModel} that names file and
  /// line of the first fault.
  explicit Lexicon(std::span<const std::filesystem::path> folders);

  /// The entries of a role in the order of the tables; none of a role that no table has.
  [[nodiscard]] std::span<const Entry> entries(std::string_view role) const;

  /// Those that have entries, sorted.
  [[nodiscard]] std::vector<std::string_view> roles() const;

  /// What a reader makes of the lexicon, T(const Lexicon&), made at the first call and kept.
  template <class T>
  [[nodiscard]] const T& made() const {
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

struct LexiconReport {
  std::size_t entries = 0;           ///< lines without fault
  std::vector<LexiconFault> faults;  ///< in the order of files and lines
};
/// Looks at all tables of a folder: lines that are no entry, roles, types and marks that there are
/// not, days that are none, places below no province. Throws Error{kModel} when a table cannot be
/// read. Law: Lexicon takes a folder if and only if it has no faults.
[[nodiscard]] LexiconReport check_lexicon(const std::filesystem::path& folder);

}  // namespace codau::text
