#include "export/archive/archival_plan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

#include "core/error.h"
#include "export/delivery/cell_text.h"
#include "export/tabular/csv_reader.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "text/normalise.h"
#include "text/unicode.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOfPaper = "paper.", kFileCode = "fileCode", kOrdinalColumn = "ordinal";
constexpr std::uint64_t kMostOrdinal = 9'999'999;  // docCode has seven digits

// ---- the lines ----

/// Returns the next line; skips blank lines.
class Lines {
 public:
  explicit Lines(const fs::path& csv) : rows_(existing(csv)) {}

  std::optional<std::vector<std::string>> next() {
    while (auto cells = rows_.next()) {
      if (std::ranges::all_of(*cells, &std::string::empty)) continue;
      for (std::string& cell : *cells) {
        if (!text::is_utf8(cell)) refuse(both("không phải UTF-8", "is not UTF-8"));
        if (record::has_controls(cell) || cell.find_first_of("\t\n") != cell.npos)
          refuse(both("có ký tự điều khiển hoặc xuống dòng", "has controls or line breaks"));
        if (strip_illegal_xml(cell) != cell)
          refuse(both("có ký tự mà XML không ghi được (U+FFFE, U+FFFF)",
                      "has a sign that XML cannot hold (U+FFFE, U+FFFF)"));
        cell = text::to_nfc(cell);
      }
      return cells;
    }
    return std::nullopt;
  }
  [[noreturn]] void refuse(const Message& why) const { rows_.refuse(why); }

 private:
  static const fs::path& existing(const fs::path& csv) {
    std::error_code error;
    if (fs::is_regular_file(csv, error)) return csv;
    throw Error(ErrorCode::kUsage, csv.string() + ": " + both("không có tệp này", "no such file"));
  }

  UserCsvReader rows_;
};

/// A column of the metadata and the field that it fills.
struct Column {
  enum class Of : std::uint8_t { kKey, kFile, kPaper, kOrdinal, kNothing } of = Of::kKey;
  std::string field;
};

const ArchivalField* find_field(std::initializer_list<const std::vector<ArchivalField>*> lists,
                                std::string_view name) {
  for (const auto* fields : lists) {
    const auto found = std::ranges::find(*fields, name, &ArchivalField::name);
    if (found != fields->end()) return &*found;
  }
  return nullptr;
}

const ArchivalField* file_field(const ArchivalTables& tables, std::string_view name) {
  return find_field({&tables.file_fields, &tables.package_fields, &tables.other_file_fields}, name);
}

const ArchivalField* paper_field(const ArchivalTables& tables, std::string_view name) {
  return find_field({&tables.paper_fields, &tables.other_paper_fields}, name);
}

/// Returns a title without surrounding spaces, in the letter case of the name that it matches.
std::string known_title(const ArchivalTables& tables, std::string_view title) {
  constexpr std::string_view kSpaces = " ";
  const std::size_t begin = title.find_first_not_of(kSpaces);
  if (begin == title.npos) return {};
  title = title.substr(begin, title.find_last_not_of(kSpaces) + 1 - begin);
  const std::string lower = text::to_lower(title);
  std::vector<std::string> names{"source_path", "doc_id", std::string(kOrdinalColumn)};
  for (const auto* fields :
       {&tables.file_fields, &tables.package_fields, &tables.other_file_fields}) {
    for (const ArchivalField& field : *fields) names.push_back(field.name);
  }
  for (const auto* fields : {&tables.paper_fields, &tables.other_paper_fields}) {
    for (const ArchivalField& field : *fields) {
      names.push_back(field.name);
      names.push_back(std::string(kOfPaper) + field.name);
    }
  }
  for (std::string& name : names) {
    if (text::to_lower(name) == lower) return std::move(name);
  }
  return std::string(title);
}

std::optional<Column> column_of(const ArchivalTables& tables, const std::string& title) {
  using Of = Column::Of;
  if (title == "source_path" || title == "doc_id") return Column{Of::kKey, title};
  if (title == kOrdinalColumn) return Column{Of::kOrdinal, title};
  if (file_field(tables, title) != nullptr) return Column{Of::kFile, title};
  const std::string name = title.starts_with(kOfPaper) ? title.substr(kOfPaper.size()) : title;
  if (paper_field(tables, name) != nullptr) return Column{Of::kPaper, name};
  return std::nullopt;
}

/// Tells whether codau itself sets a field (docId, docCode, docOrdinal): names of PDFs depend on
/// it.
bool is_own(const ArchivalTables& tables, const Column& column) {
  if (column.of != Column::Of::kPaper) return false;
  const std::string& from = paper_field(tables, column.field)->from;
  return from == "paper.id" || from == "paper.code" || from == "paper.ordinal";
}

std::vector<Column> columns_of(Lines& lines, const ArchivalTables& tables) {
  std::vector<Column> out;
  std::set<std::string> seen;
  std::size_t keys = 0, codes = 0;
  for (const std::string& cell : lines.next().value_or(std::vector<std::string>{})) {
    const std::string title = known_title(tables, cell);
    if (title.empty()) {  // Excel writes columns that were once filled
      out.push_back({Column::Of::kNothing, {}});
      continue;
    }
    auto column = column_of(tables, title);
    if (!column && title.find(';') != title.npos) {
      lines.refuse(both("các cột cách nhau bằng dấu chấm phẩy: lưu lại với dấu phẩy",
                        "columns are parted by semicolons: save it with commas"));
    }
    if (!column) lines.refuse(both("không có trường ", "there is no field ") + title);
    if (is_own(tables, *column))
      lines.refuse(both("codau tự đặt trường này: ", "codau sets this field itself: ") + title);
    if (!seen.insert(title).second) lines.refuse(both("hai cột ", "two columns ") + title);
    if (column->of == Column::Of::kKey) ++keys;
    if (column->field == kFileCode) ++codes;
    out.push_back(*std::move(column));
  }
  if (keys != 1 || codes != 1) {
    lines.refuse(both("cần một cột source_path hoặc doc_id, và một cột fileCode",
                      "a column source_path or doc_id, and a column fileCode are needed"));
  }
  return out;
}

struct Line {
  std::string key;
  bool is_doc_id = false;
  std::string ordinal;
  ArchivalValues file, paper;
};

Line line_of(const std::vector<Column>& columns, std::vector<std::string> cells) {
  Line out;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& [of, field] = columns[i];
    if (cells[i].empty() || of == Column::Of::kNothing) continue;
    if (of == Column::Of::kKey) {
      out.is_doc_id = field == "doc_id";
      out.key = std::move(cells[i]);
    } else if (of == Column::Of::kOrdinal) {
      out.ordinal = std::move(cells[i]);
    } else {
      (of == Column::Of::kFile ? out.file : out.paper)[field] = std::move(cells[i]);
    }
  }
  return out;
}

/// Tells whether the export has a file of this name. Ignores case, as some file systems do.
bool is_taken(const std::string& code) {
  constexpr std::array<std::string_view, 5> kTaken{kFaultListFile, kOriginalsFolder, kSheetsFile,
                                                   "manifest.json", "rejects.jsonl"};
  return std::ranges::find(kTaken, text::to_lower(code)) != kTaken.end();
}

// ---- the papers ----

/// The documents of a source path, in the order of their pages.
struct PathPapers {
  std::vector<std::string> doc_ids;
  std::set<std::string> files;  // SHA-256: merged offices may share a path
};
using PapersOfPath = std::map<std::string, PathPapers>;

std::map<std::string, std::string, std::less<>> files_of_papers(const store::StoreReader& store) {
  using record::Documents;
  std::map<std::string, std::string, std::less<>> out;
  store.for_each_row(
      record::table(Documents::kTable), [&](const record::Row& row, std::string_view doc_id) {
        out.emplace(doc_id, record::ConstCells<Documents>(row).text(Documents::source_sha256));
      });
  return out;
}

/// Returns a path as the metadata lines spell it: file systems may give decomposed names.
std::string path_key(std::string path) { return text::is_utf8(path) ? text::to_nfc(path) : path; }

PapersOfPath papers_of_paths(const store::StoreReader& store) {
  using record::Sources;
  std::map<std::string, std::vector<std::pair<std::int64_t, std::string>>> found;
  store.for_each_row(record::table(Sources::kTable),
                     [&](const record::Row& row, std::string_view doc_id) {
                       const record::ConstCells<Sources> source(row);
                       found[path_key(source.text(Sources::source_path))].emplace_back(
                           source.get(Sources::page_from).value_or(0), doc_id);
                     });
  const auto files = files_of_papers(store);
  PapersOfPath out;
  for (auto& [path, papers] : found) {
    std::ranges::stable_sort(papers);
    PathPapers& of_path = out[path];
    for (auto& [page, doc_id] : papers) {
      const auto file = files.find(doc_id);
      if (file != files.end()) of_path.files.insert(file->second);
      of_path.doc_ids.push_back(std::move(doc_id));
    }
  }
  return out;
}

class ArchivalPlanner {
 public:
  ArchivalPlanner(ArchivalPlan& plan, const Lines& lines, const store::StoreReader& store)
      : plan_(plan), lines_(lines), of_paths_(papers_of_paths(store)) {
    for (const auto& [path, papers] : of_paths_)
      doc_ids_.insert(papers.doc_ids.begin(), papers.doc_ids.end());
  }

  void add(const Line& line) {
    const auto found = line.file.find(std::string(kFileCode));
    if (line.key.empty()) lines_.refuse(both("thiếu đường dẫn hoặc mã", "no path or id"));
    if (found == line.file.end()) {  // the line names no file
      for (const std::string& doc_id : papers_of(line).doc_ids)
        plan_.documents_without_file.emplace(doc_id, line.file);
      return;
    }
    const std::string& file = found->second;
    require_code(file);
    add_to_file(file, line.file);
    const PathPapers papers = papers_of(line);
    if (papers.doc_ids.empty()) return leave_out(file, line, "NO_DOCUMENT", 1);
    if (papers.files.size() > 1) return leave_out(file, line, "AMBIGUOUS", 1);
    for (const std::string& doc_id : papers.doc_ids)
      place(doc_id, file, line, papers.doc_ids.size());
  }

 private:
  /// Refuses a file code that cannot name a folder, even on a file system that ignores case.
  void require_code(const std::string& file) {
    if (!is_valid_archive_code(file)) {
      lines_.refuse(both("mã hồ sơ chỉ gồm chữ không dấu, số, dấu chấm, gạch: ",
                         "a file code has letters without marks, digits, dots, dashes: ") +
                    file);
    }
    if (is_taken(file)) {
      lines_.refuse(
          both("mã hồ sơ trùng tên một tệp được xuất: ", "a file of the export has this name: ") +
          file);
    }
    const std::string& known = folders_.emplace(text::to_lower(file), file).first->second;
    if (known != file) {
      lines_.refuse(both("hai mã hồ sơ chỉ khác nhau chữ hoa, chữ thường: ",
                         "two file codes differ by the case of letters alone: ") +
                    known + ", " + file);
    }
  }

  [[nodiscard]] PathPapers papers_of(const Line& line) const {
    if (line.is_doc_id)
      return doc_ids_.contains(line.key) ? PathPapers{{line.key}, {}} : PathPapers{};
    const auto found = of_paths_.find(line.key);
    return found == of_paths_.end() ? PathPapers{} : found->second;
  }

  /// Keeps the number of a paper whose scan is missing, so that later papers keep theirs when it
  /// comes.
  void leave_out(const std::string& file, const Line& line, std::string_view code,
                 std::size_t papers) {
    const auto known = left_out_.find({file, line.key});
    if (known != left_out_.end() && code != "IN_OTHER_FILE")
      return require_same_ordinal(line, known->second);  // a copy
    const std::uint64_t ordinal = ordinal_of(line, ordinals_[file], papers);
    left_out_.emplace(std::pair(file, line.key), ordinal);
    plan_.unplaced_papers.push_back({line.key, file, ordinal, code});
  }

  void add_to_file(const std::string& file, const ArchivalValues& values) {
    if (!plan_.file_values.contains(file)) plan_.file_codes.push_back(file);
    ArchivalValues& given = plan_.file_values[file];
    for (const auto& [field, value] : values) {
      if (given.emplace(field, value).first->second == value) continue;
      lines_.refuse(both("hồ sơ ", "the file ") + file +
                    both(" có hai giá trị của ", " has two values of ") + field +
                    both(": hai hồ sơ cùng mã thuộc hai phông thì mỗi phông một tệp CSV",
                         ": files of one code in two fonds need a CSV file each"));
    }
  }

  /// Returns the ordinal of the line; nothing if the line has none.
  std::optional<std::uint64_t> given_ordinal(const Line& line) const {
    const std::string& text = line.ordinal;
    if (text.empty()) return std::nullopt;
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = read.ec == std::errc() && read.ptr == text.data() + text.size();
    if (!is_number || number == 0)
      lines_.refuse(both("số thứ tự không hợp lệ: ", "not a good ordinal: ") + text);
    return number;
  }

  /// Checks the ordinal of a row that repeats an earlier row.
  void require_same_ordinal(const Line& line, std::uint64_t known) const {
    if (given_ordinal(line).value_or(known) == known) return;
    lines_.refuse(
        line.key +
        both(" đã có ở dòng khác, với số thứ tự ", " is in another row, too, with the ordinal ") +
        std::to_string(known));
  }

  std::uint64_t ordinal_of(const Line& line, std::set<std::uint64_t>& taken, std::size_t papers) {
    const auto given = given_ordinal(line);
    if (given && papers > 1)
      lines_.refuse(both("số thứ tự không hợp lệ: ", "not a good ordinal: ") + line.ordinal);
    const std::uint64_t number = given.value_or(taken.empty() ? 1 : *taken.rbegin() + 1);
    if (number > kMostOrdinal || !taken.insert(number).second)
      lines_.refuse(both("hai văn bản cùng số thứ tự ", "two papers have the ordinal ") +
                    std::to_string(number));
    return number;
  }

  void place(const std::string& doc_id, const std::string& file, const Line& line,
             std::size_t papers) {
    if (const auto known = plan_.papers.find(doc_id); known != plan_.papers.end()) {
      if (known->second.file_code == file && known->second.values == line.paper)
        return require_same_ordinal(line, known->second.ordinal);  // a copy
      if (known->second.file_code != file) return leave_out(file, line, "IN_OTHER_FILE", papers);
      lines_.refuse(line.key + both(" đã có ở dòng khác", " is in another row, too"));
    }
    const std::uint64_t ordinal = ordinal_of(line, ordinals_[file], papers);
    plan_.papers.emplace(doc_id, PlacedPaper{file, ordinal, line.paper});
  }

  ArchivalPlan& plan_;
  const Lines& lines_;
  PapersOfPath of_paths_;
  std::set<std::string> doc_ids_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> left_out_;  // by file and key
  std::map<std::string, std::string> folders_;               // codes by lower-case code
  std::map<std::string, std::set<std::uint64_t>> ordinals_;  // by file
};

}  // namespace

std::string PlacedPaper::id() const { return file_code + "." + std::to_string(ordinal); }

std::string UnplacedPaper::id() const { return file_code + "." + std::to_string(ordinal); }

std::string PlacedPaper::code() const {
  constexpr std::size_t kDigits = 7;
  const std::string digits = std::to_string(ordinal);
  return file_code + "." + std::string(kDigits - std::min(digits.size(), kDigits), '0') + digits;
}

ArchivalPlan make_archival_plan(const fs::path& folder, const fs::path& metadata,
                                const store::StoreReader& store, ArchivalForm form) {
  ArchivalPlan plan{read_archival_tables(folder, form), {}, {}, {}, {}};
  if (metadata.empty()) return plan;
  Lines lines(metadata);
  const std::vector<Column> columns = columns_of(lines, plan.tables);
  ArchivalPlanner planner(plan, lines, store);
  while (auto cells = lines.next()) {
    while (cells->size() > columns.size() && cells->back().empty()) cells->pop_back();
    if (cells->size() != columns.size())
      lines.refuse(both("số ô không đúng", "not as many cells as columns"));
    planner.add(line_of(columns, *std::move(cells)));
  }
  return plan;
}

}  // namespace codau::exports
