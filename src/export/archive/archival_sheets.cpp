#include "export/archive/archival_sheets.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "export/delivery/cell_text.h"
#include "export/tabular/row_text.h"
#include "record/schema/find_cell.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"

namespace codau::exports {
namespace {

constexpr std::string_view kFiles = "ho_so", kPapers = "van_ban";
constexpr std::int64_t kLeastDpi = 200;     // for administrative papers
constexpr std::size_t kMostUnits = 32'767;  // of a cell, in UTF-16

using record::Documents;
using Values = ArchivalValues;

std::string column(const KnownPaper& paper, record::AnyColumnOf<Documents> column) {
  return format_value(paper.document[column.index]);
}

/// `name`: from a table of people, who may name any column of documents; empty for other names.
std::string column_named(const KnownPaper& paper, std::string_view name) {
  const record::Value* const value =
      record::find_cell(record::table(Documents::kTable), paper.document, name);
  return value == nullptr ? std::string() : format_value(*value);
}

std::optional<std::int64_t> page_count_of(const KnownPaper& paper) {
  return record::ConstCells<Documents>(paper.document).get(Documents::page_count);
}

std::string date_of(const KnownPaper& paper) {
  return to_archival_date(column(paper, Documents::issued_edtf));
}

bool is_text(const KnownPaper& paper) { return column(paper, Documents::source_format) == "txt"; }

/// Returns 01 for born-digital, 02 for digitised; empty for a text, which shows neither.
std::string confidence_of(const KnownPaper& paper) {
  if (is_text(paper)) return {};
  return column(paper, Documents::text_layer) == "born_digital" ? "01" : "02";
}

/// Returns the level of a file, 03 if it has both levels; empty if the level of a paper is unknown.
std::string confidence_of(const std::vector<const KnownPaper*>& papers) {
  std::set<std::string> levels;
  for (const KnownPaper* paper : papers) levels.insert(confidence_of(*paper));
  if (levels.contains("")) return {};
  return levels.size() > 1 ? "03" : *levels.begin();
}

/// Returns the pages of all papers; empty if the number of a paper is unknown.
std::string pages_of(const std::vector<const KnownPaper*>& papers) {
  std::int64_t sum = 0;
  for (const KnownPaper* paper : papers) {
    const std::optional<std::int64_t> pages = page_count_of(*paper);
    if (!pages) return {};
    sum += *pages;
  }
  return std::to_string(sum);
}

std::string own_of_file(std::string_view name, const std::vector<const KnownPaper*>& papers) {
  if (name == "documents") return std::to_string(papers.size());
  if (name == "pages") return pages_of(papers);
  if (name == "confidence") return confidence_of(papers);
  std::vector<std::string> dates;
  dates.reserve(papers.size());
  for (const KnownPaper* paper : papers) dates.push_back(date_of(*paper));
  const DateSpan span = find_date_span(dates);
  if (name == "first_date") return span.first;
  return name == "last_date" ? span.last : std::string();
}

std::string own_of_paper(std::string_view name, const KnownPaper& paper) {
  if (name == "id") return paper.place.id();
  if (name == "code") return paper.place.code();
  if (name == "ordinal") return std::to_string(paper.place.ordinal);
  if (name == "issued_date") return date_of(paper);
  if (name == "pages") return column(paper, Documents::page_count);
  return name == "confidence" ? confidence_of(paper) : std::string();
}

/// Returns `pages` for "file.pages" if `source` is "file".
std::optional<std::string_view> part_of(std::string_view from, std::string_view source) {
  if (!from.starts_with(source) || !from.substr(source.size()).starts_with('.'))
    return std::nullopt;
  return from.substr(source.size() + 1);
}

/// Returns the given value of each field, else the value that `own` makes from ArchivalField::from.
Values values_of(const std::vector<ArchivalField>& fields, const Values& given,
                 const std::function<std::string(std::string_view)>& own) {
  Values out;
  for (const ArchivalField& field : fields) {
    const auto found = given.find(field.name);
    std::string& value = out[field.name];
    if (found != given.end()) {
      value = found->second;
    } else if (field.from.starts_with('=')) {
      value = field.from.substr(1);
    } else {
      value = own(field.from);
    }
  }
  return out;
}

/// Checks the rows of one file, and collects the faults.
class FileMaker {
 public:
  FileMaker(const ArchivalPlan& plan, const std::string& file) : plan_(plan), file_(file) {}

  ArchivalFile make(std::size_t planned, const std::vector<const KnownPaper*>& papers) {
    const ArchivalTables& tables = plan_.tables;
    const auto found = plan_.file_values.find(file_);
    const Values given = found == plan_.file_values.end() ? Values{} : found->second;
    const bool is_whole = papers.size() == planned;
    is_counted_ = is_whole;
    const auto own = [&](std::string_view from) {
      const auto name = part_of(from, "file");
      if (name == "archive_code") return archive_code(given);
      return name && is_whole ? own_of_file(*name, papers) : std::string();
    };
    const Values values = values_of(tables.file_fields, given, own);
    out_.package_values = values_of(tables.package_fields, given, own);
    const ArchivalFault at{kFiles, file_, {}, {}, {}, {}, {}};
    static_cast<void>(check(tables.package_fields, out_.package_values, at));
    out_.file_cells = check(tables.file_fields, values, at);
    if (is_whole) check_counts(tables.file_fields, given, papers, at);
    check_dates(tables.file_fields, values, at);
    if (!is_whole) tell(at, "PARTIAL_FILE");
    for (const KnownPaper* paper : papers) add(*paper, values);
    return std::move(out_);
  }

 private:
  /// Reports counts that people gave and that differ from the papers.
  void check_counts(const std::vector<ArchivalField>& fields, const Values& given,
                    const std::vector<const KnownPaper*>& papers, const ArchivalFault& at) {
    for (const ArchivalField& field : fields) {
      const auto name = part_of(field.from, "file");
      const auto said = given.find(field.name);
      if (!name || (*name != "documents" && *name != "pages") || said == given.end()) continue;
      const std::string counted = own_of_file(*name, papers);
      const bool is_number = find_value_fault(plan_.tables, field, said->second).empty();
      if (!is_number || counted.empty() || strip_leading_zeros(said->second) == counted) continue;
      ArchivalFault fault = at;
      fault.detail = counted;
      tell(std::move(fault), "COUNT_DIFFERS", &field);
    }
  }

  static std::string strip_leading_zeros(const std::string& number) {
    return number.substr(std::min(number.find_first_not_of('0'), number.size() - 1));
  }

  /// Reports a first day that is after the last.
  void check_dates(const std::vector<ArchivalField>& fields, const Values& values,
                   const ArchivalFault& at) {
    const auto good = [&](std::string_view from) -> std::pair<const ArchivalField*, std::string> {
      const auto field = std::ranges::find(fields, from, &ArchivalField::from);
      if (field == fields.end()) return {};
      const std::string& value = values.at(field->name);
      const std::string_view fault = find_value_fault(plan_.tables, *field, value);
      return {&*field, fault.empty() || fault == "PARTIAL_DATE" ? value : std::string()};
    };
    const auto [field, first] = good("file.first_date");
    const std::string last = good("file.last_date").second;
    if (!first.empty() && !last.empty() && is_later_date(first, last))
      tell(at, "DATES_REVERSED", field);
  }

  /// Returns the code of the archive followed by the code of the file.
  static std::string archive_code(const Values& given) {
    const auto value = [&](const char* name) {
      const auto found = given.find(name);
      return found == given.end() ? std::string() : found->second;
    };
    const std::string archive = value("archiveCode");
    return archive.empty() ? value("fileCode") : archive + "." + value("fileCode");
  }

  void add(const KnownPaper& paper, const Values& of_file) {
    const Values values =
        values_of(plan_.tables.paper_fields, paper.place.values, [&](std::string_view from) {
          if (const auto name = part_of(from, "paper")) return own_of_paper(*name, paper);
          if (const auto name = part_of(from, "document")) return column_named(paper, *name);
          const auto name = part_of(from, "file");
          const auto found = name ? of_file.find(std::string(*name)) : of_file.end();
          return found == of_file.end() ? std::string() : found->second;
        });
    const ArchivalFault at{kPapers, paper.place.id(), paper.doc_id, paper.source_path, {}, {}, {}};
    out_.paper_cells.push_back(check(plan_.tables.paper_fields, values, at));
    check_name(paper, at);
    if (column(paper, Documents::review_status) == "review") tell(at, "REVIEW");
    tell_of_pdf(at, paper);
    tell_of_pages(at, paper);
    if (paper.min_dpi > 0 && paper.min_dpi < kLeastDpi) tell(at, "DPI_LOW");
  }

  /// Checks the id even if the tables of the form lack it: the id names the files of packages.
  void check_name(const KnownPaper& paper, const ArchivalFault& at) {
    constexpr std::string_view kId = "paper.id";
    const auto& others = plan_.tables.other_paper_fields;
    const auto id = std::ranges::find(others, kId, &ArchivalField::from);
    const bool is_checked =
        std::ranges::find(plan_.tables.paper_fields, kId, &ArchivalField::from) !=
        plan_.tables.paper_fields.end();
    if (is_checked || id == others.end()) return;
    const std::string_view fault = find_value_fault(plan_.tables, *id, paper.place.id());
    if (!fault.empty()) tell(at, fault, &*id);
  }

  void tell_of_pages(ArchivalFault at, const KnownPaper& paper) {
    const std::optional<std::int64_t> all = page_count_of(paper);
    if (paper.unread_pages == 0 || is_text(paper) || !all) return;
    const auto read = *all - static_cast<std::int64_t>(paper.unread_pages);
    at.detail = std::to_string(read) + "/" + std::to_string(*all);
    tell(std::move(at), "PAGES_NOT_READ");
  }

  void tell_of_pdf(ArchivalFault at, const KnownPaper& paper) {
    at.has_no_scan = is_text(paper);
    if (paper.pdf.state == PaperPdfState::kMissing) tell(at, "PDF_MISSING");
    if (paper.pdf.state == PaperPdfState::kDamaged) tell(at, "PDF_DAMAGED");
    if (paper.pdf.state == PaperPdfState::kShared) tell(at, "PDF_SHARED");
  }

  void tell(ArchivalFault at, std::string_view code, const ArchivalField* field = nullptr) {
    if (field != nullptr) {
      at.field = field->name;
      at.label = field->label;
      at.is_mandatory = field->is_mandatory;
    }
    at.code = code;
    out_.faults.push_back(std::move(at));
  }

  std::vector<std::string> check(const std::vector<ArchivalField>& fields, const Values& values,
                                 const ArchivalFault& at) {
    std::vector<std::string> cells;
    for (const ArchivalField& field : fields) {
      const std::string& value = values.at(field.name);
      const bool fits = count_utf16_units(value) <= kMostUnits;
      const auto other = values.find(field.needed_field);
      const bool is_needed =
          field.is_needed || (other != values.end() && other->second == field.needed_value);
      const std::string_view fault =
          fits ? find_value_fault(plan_.tables, field, value) : "TOO_LONG";
      const bool waits = !is_counted_ && !field.is_mandatory && part_of(field.from, "file") &&
                         at.sheet == kFiles;  // PARTIAL_FILE reports it
      if (value.empty() && is_needed && !waits)
        tell(at, field.is_mandatory ? kInputMissing : std::string_view("MISSING"), &field);
      if (!fault.empty()) tell(at, fault, &field);
      const bool is_date = field.from == "paper.issued_date" && fault.empty();
      if (is_date && !value.empty() && value.size() < kFullDateLength)
        tell(at, "PARTIAL_DATE", &field);
      cells.push_back(fits ? value : std::string());
    }
    return cells;
  }

  const ArchivalPlan& plan_;
  const std::string& file_;
  bool is_counted_ = false;  // all papers are there
  ArchivalFile out_;
};

}  // namespace

std::map<std::string, std::size_t, std::less<>> count_planned_papers(const ArchivalPlan& plan) {
  std::map<std::string, std::size_t, std::less<>> out;
  for (const auto& [doc_id, paper] : plan.papers) ++out[paper.file_code];
  for (const UnplacedPaper& paper : plan.unplaced_papers) ++out[paper.file_code];
  return out;
}

ArchivalFile make_archival_file(const ArchivalPlan& plan, const std::string& file_code,
                                std::size_t planned_papers,
                                const std::vector<const KnownPaper*>& papers) {
  return FileMaker(plan, file_code).make(planned_papers, papers);
}

ArchivalFault make_paper_fault(const UnplacedPaper& paper) {
  return {kPapers, paper.id(), {}, paper.key, {}, {}, paper.fault_code};
}

ArchivalSheets make_archival_sheets(const ArchivalPlan& plan, std::vector<KnownPaper> papers) {
  std::ranges::sort(papers, {}, [](const KnownPaper& paper) { return paper.place.ordinal; });
  std::map<std::string_view, std::vector<const KnownPaper*>> of_files;
  for (const KnownPaper& paper : papers) of_files[paper.place.file_code].push_back(&paper);
  const auto planned = count_planned_papers(plan);
  const auto append = [](auto& list, auto more) {
    list.insert(list.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
  };
  ArchivalSheets out;
  for (const std::string& file : plan.file_codes) {
    const auto found = of_files.find(file);
    if (found == of_files.end()) continue;
    const auto count = planned.find(file);
    ArchivalFile made =
        make_archival_file(plan, file, count == planned.end() ? 0 : count->second, found->second);
    out.files.push_back(std::move(made.file_cells));
    append(out.papers, std::move(made.paper_cells));
    append(out.faults, std::move(made.faults));
  }
  for (const UnplacedPaper& paper : plan.unplaced_papers)
    out.faults.push_back(make_paper_fault(paper));
  return out;
}

}  // namespace codau::exports
