#include "pipeline/inputs/metadata.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "core/message.h"
#include "export/tabular/csv_reader.h"
#include "text/normalise.h"
#include "text/unicode.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

/// Indexes of the columns, and their number.
struct Columns {
  std::size_t path = 0, type = 0, count = 0;
};

Columns read_columns(exports::UserCsvReader& rows) {
  const auto titles = rows.next().value_or(std::vector<std::string>{});
  const auto place = [&](std::string_view title) {
    return static_cast<std::size_t>(std::ranges::find(titles, title) - titles.begin());
  };
  const Columns out{place("source_path"), place("type_code"), titles.size()};
  if (out.count != 2 || out.path == 2 || out.type == 2)
    rows.refuse(both("cần đúng hai cột source_path và type_code",
                     "the columns must be source_path and type_code"));
  return out;
}

bool has_type(const text::Lexicon& lexicon, std::string_view code) {
  return std::ranges::any_of(lexicon.entries("document_type"),
                             [&](const text::LexiconEntry& entry) { return entry.type == code; });
}

}  // namespace

std::map<std::string, std::string> read_given_types(const fs::path& csv,
                                                    const text::Lexicon& lexicon) {
  exports::UserCsvReader rows(csv);
  const Columns columns = read_columns(rows);
  std::map<std::string, std::string> out;
  while (const auto row = rows.next()) {
    if (row->size() == 1 && row->front().empty()) continue;  // a blank line
    if (row->size() != columns.count) rows.refuse(both("số ô không đúng", "not as many cells"));
    const std::string& path = (*row)[columns.path];
    const std::string& code = (*row)[columns.type];
    if (code.empty()) continue;
    if (!text::is_utf8(code) || !text::is_utf8(path))
      rows.refuse(both("không phải UTF-8", "is not UTF-8"));
    const std::string type = text::to_nfc(code);
    if (!has_type(lexicon, type))
      rows.refuse(both("không có loại văn bản ", "there is no type of document ") + type);
    if (!out.emplace(path, type).second && out.at(path) != type)
      rows.refuse(path + both(" có hai loại", " has two types"));
  }
  return out;
}

}  // namespace codau::pipeline
