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

/// One line of a table data/lexicon/*.tsv. The tab-separated cells are form, role, type, valid
/// from, valid to, marks; trailing cells may be omitted. Empty lines and lines that begin with '#'
/// are ignored.
struct LexiconEntry {
  std::string_view form;  ///< the spelling, NFC; never empty
  std::string_view type;  ///< depends on the role: a type code, the level of a place
  std::string_view valid_from, valid_to;  ///< ISO dates; empty: unbounded; `to` is exclusive
  std::string_view marks;                 ///< "level=province; short=Sở TC"

  /// Returns the value of a mark; empty if the entry does not have the mark.
  [[nodiscard]] std::string_view mark(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
};

/// An error in one line of a table.
struct LexiconFault {
  std::string file;  ///< the file name, without the folder
  std::size_t line = 0;
  Message what;
};

/// The tables of several folders, read once. Immutable and thread-safe; copies share the contents.
class Lexicon {
 public:
  /// Constructs an empty lexicon.
  Lexicon();
  /// Reads the tables of `folders`; the files of a folder are read in the order of their names. An
  /// entry replaces the entries of earlier folders with the same role and form; case and tone
  /// placement are ignored. Places are never replaced, because several places share a name. An
  /// entry with the mark "remove" deletes such entries. Throws Error{kModel} that names the file
  /// and the line of the first fault.
  explicit Lexicon(std::span<const std::filesystem::path> folders);

  /// Returns the entries of a role in the order of the tables; empty if no table has the role.
  [[nodiscard]] std::span<const LexiconEntry> entries(std::string_view role) const;

  /// Returns the roles that have entries, sorted.
  [[nodiscard]] std::vector<std::string_view> roles() const;

  /// Returns the T that T(const Lexicon&) constructs at the first call; later calls return the same
  /// T.
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

struct LexiconReport {
  std::size_t entries = 0;           ///< lines without a fault
  std::vector<LexiconFault> faults;  ///< in the order of files and lines
};
/// Checks all tables of a folder. Faults are malformed lines, unknown roles, types and marks,
/// invalid dates, and places without a province above them. Throws Error{kModel} if a table cannot
/// be read. Law: Lexicon accepts a folder if and only if the folder has no faults.
[[nodiscard]] LexiconReport check_lexicon(const std::filesystem::path& folder);

}  // namespace codau::text
