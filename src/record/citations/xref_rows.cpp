#include <algorithm>

#include "record/citations/xref.h"
#include "record/edits/apply_promulgator.h"
#include "record/edits/edit_rules.h"
#include "record/edits/relative_deadlines.h"
#include "record/rows/correction.h"
#include "record/rows/flags.h"
#include "record/schema/codes.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "text/numerals.h"

namespace codau::record {
namespace {

using Codes = std::vector<std::string>;

constexpr double kConfirmed = 0.9;  // standards 9, the worked row

std::vector<Row>& rows_of(Records& records, const Table& one) {
  return records[std::string(one.name)];
}

/// The first row that `is_it` accepts; nullptr for none.
template <class IsIt>
Row* find_row_if(Records& records, const Table& one, IsIt is_it) {
  auto& rows = rows_of(records, one);
  const auto found =
      std::ranges::find_if(rows, [&](Row& row) { return is_it(RowCells(one, row)); });
  return found == rows.end() ? nullptr : &*found;
}

/// The rows of one document while xref writes into them or is taken out of them.
class Rows {
 public:
  Rows(const text::Lexicon& lexicon, Records& records)
      : lexicon_(lexicon), records_(records), human_(find_human_fields(records)) {
    for (Row& row : rows_of(records_, documents_)) document_ = &row;
  }

  void take_out() {
    if (document_ == nullptr) return;
    take_out_citations();
    take_out_number();
    take_out_date();
    std::erase_if(rows_of(records_, corrections_), [this](Row& row) {
      const RowCells cells(corrections_, row);
      return cells.text("source") == "xref" && cells.text("rule") != kPromulgatorRule;
    });
    Codes codes = RowCells(documents_, *document_).codes("flags");
    std::erase(codes, kConflictFlag);
    std::erase(codes, "REF_UNRESOLVED");
    std::erase(codes, "NUMBER_PROPOSED");
    if (proposal() != nullptr) codes.emplace_back("NUMBER_PROPOSED");
    finish(std::move(codes));
  }

  void write(const XrefFindings& findings) {
    if (document_ == nullptr) return;
    Codes codes = RowCells(documents_, *document_).codes("flags");
    if (findings.is_number_confirmed && confirm_number()) std::erase(codes, "NUMBER_PROPOSED");
    if (findings.number && !is_human("documents", doc_id(), "code_number")) {
      propose_number(*findings.number);
      codes.emplace_back("NUMBER_PROPOSED");
    }
    const bool is_dated = is_human("documents", doc_id(), "issued_date") ||
                          is_human("documents", doc_id(), "issued_date_best");
    if (findings.best_date && !is_dated) write_date(*findings.best_date);
    if (findings.is_conflict) codes.emplace_back(kConflictFlag);
    write_citations(findings);
    std::erase(codes, "REF_UNRESOLVED");
    finish(std::move(codes));
  }

 private:
  // ---- the document's number ----

  /// The row that to_records() leaves for a number fused with "Số" (3.3).
  [[nodiscard]] Row* proposal() {
    return find_row_if(records_, corrections_, [](const RowCells& cells) {
      return cells.text("field") == "code_number" && cells.text("status") == "proposed" &&
             cells.text("source") != "xref";
    });
  }

  bool confirm_number() {
    Row* const proposed = proposal();
    if (proposed == nullptr) return false;
    const RowCells guess(corrections_, *proposed);
    RowCells document(documents_, *document_);
    const std::string read = guess.text("before");
    document.set("code_number_ocr", read);
    const auto page = guess.integer("page_no");
    add_correction("documents", doc_id(), "code_number", 2, read, guess.text("after"), "3.3", page);
    set_evidence("code_number", kConfirmed, document::Basis::kXref);
    return true;
  }

  void propose_number(const std::string& number) {
    add_correction("documents", doc_id(), "code_number", 1, "", number, "3.3", {}, "proposed");
  }

  void take_out_number() {
    Row* const proposed = proposal();
    if (proposed == nullptr) return;
    RowCells(documents_, *document_).set("code_number_ocr", {});
    set_evidence("code_number", RowCells(corrections_, *proposed).real("confidence", 0),
                 document::Basis::kInferred);
  }

  // ---- its date ----

  void write_date(const std::string& date) {
    RowCells document(documents_, *document_);
    add_correction("documents", doc_id(), "issued_date_best", 1, document.text("issued_date_best"),
                   date, "3.6", {});
    document.set("issued_date_best", date);
    document.set("issued_date_basis", std::string("xref"));
    set_evidence("issued_date_best", kConfirmed, document::Basis::kXref);
    recompute_relative_deadlines(lexicon_, records_, date);
  }

  /// Its date is that of the document that promulgates it: nothing was written in.
  [[nodiscard]] bool is_promulgated() {
    Row* const date = evidence("issued_edtf");
    if (date != nullptr &&
        RowCells(evidence_, *date).text("basis") == to_code(document::Basis::kXref))
      return true;
    return find_row_if(records_, corrections_, [](const RowCells& cells) {
             return cells.text("field") == "issued_date_best" &&
                    cells.text("rule") == kPromulgatorRule;
           }) != nullptr;
  }

  /// The best date is the printed one again, where that is whole.
  void take_out_date() {
    RowCells document(documents_, *document_);
    if (document.text("issued_date_basis") != "xref" || is_promulgated()) return;
    const std::string edtf = document.text("issued_edtf");
    const bool is_whole = is_full_date(edtf);
    const bool is_printed = !document.text("issued_date").empty();
    document.set("issued_date_best", is_whole ? Value(edtf) : Value());
    document.set("issued_date_basis", std::string(!is_whole    ? "none"
                                                  : is_printed ? "printed"
                                                               : "inferred"));
    const auto is_best = [](const RowCells& cells) {
      return cells.text("table_name") == "documents" && cells.text("field") == "issued_date_best";
    };
    std::erase_if(rows_of(records_, evidence_),
                  [&](Row& row) { return is_best(RowCells(evidence_, row)); });
    const Row* const printed = evidence("issued_edtf");
    if (is_whole && printed != nullptr) {
      Row row = *printed;
      RowCells(evidence_, row).set("field", std::string("issued_date_best"));
      rows_of(records_, evidence_).push_back(std::move(row));
    }
    sort_by_key(evidence_, rows_of(records_, evidence_));
    recompute_relative_deadlines(lexicon_, records_, is_whole ? edtf : "");
  }

  // ---- its citations ----

  void write_citations(const XrefFindings& findings) {
    for (Row& row : rows_of(records_, doc_refs_)) {
      RowCells cells(doc_refs_, row);
      const std::int64_t seq = cells.integer("seq").value_or(0);
      if (const auto target = findings.targets.find(seq); target != findings.targets.end())
        cells.set("target_doc_id", target->second);
      const auto date = findings.dates.find(seq);
      if (date == findings.dates.end() || is_human("doc_refs", cells.text("ref_id"), "issued_date"))
        continue;
      // a year that the date gave
      const std::string misread = cells.text("issued_edtf").substr(0, 4),
                        year = date->second.substr(0, 4);
      for (const std::string_view field : {"issued_date", "issued_edtf"}) {
        add_correction("doc_refs", cells.text("ref_id"), field, 1, cells.text(field), date->second,
                       "3.6", {});
        cells.set(field, date->second);
      }
      if (misread != year && cells.integer("year") == text::parse_whole_number(misread)) {
        add_correction("doc_refs", cells.text("ref_id"), "year", 1, misread, year, "3.6", {});
        cells.set("year", to_int_value(text::parse_whole_number(year)));
      }
    }
  }

  /// What is said of a field without `_ocr` stands whole in its correction.
  void take_out_citations() {
    for (Row& row : rows_of(records_, doc_refs_)) {
      RowCells cells(doc_refs_, row);
      cells.set("target_doc_id", {});
      for (Row& correction : rows_of(records_, corrections_)) {
        const RowCells was(corrections_, correction);
        if (was.text("source") != "xref" || was.text("row_id") != cells.text("ref_id")) continue;
        const std::string field = was.text("field"), before = was.text("before");
        cells.set(field, field == "year" ? to_int_value(text::parse_whole_number(before))
                                         : to_text_value(before));
      }
    }
  }

  [[nodiscard]] bool has_open_citation() {
    return std::ranges::any_of(rows_of(records_, doc_refs_), [this](Row& row) {
      const RowCells cells(doc_refs_, row);
      return cells.text("relation") != to_code(document::Relation::kSelf) &&
             cells.text("target_doc_id").empty();
    });
  }

  // ---- evidence, corrections, reasons ----

  /// What a person has set is nobody else's to write.
  [[nodiscard]] bool is_human(const char* name, const std::string& id, const char* field) const {
    return !human_.empty() && human_.contains({name, id, field});
  }

  [[nodiscard]] std::string doc_id() { return RowCells(documents_, *document_).text("doc_id"); }

  [[nodiscard]] Row* evidence(std::string_view field) {
    return find_row_if(records_, evidence_, [&](const RowCells& cells) {
      return cells.text("table_name") == "documents" && cells.text("field") == field;
    });
  }

  void set_evidence(std::string_view field, double confidence, document::Basis basis) {
    Row* row = evidence(field);
    if (row == nullptr) {
      rows_of(records_, evidence_)
          .push_back(RowWriter(evidence_)
                         .set("table_name", std::string("documents"))
                         .set("row_id", doc_id())
                         .set("field", std::string(field))
                         .take());
      row = &rows_of(records_, evidence_).back();
    }
    RowCells cells(evidence_, *row);
    cells.set("confidence", to_real_value(confidence));
    cells.set("basis", to_code(basis));
    sort_by_key(evidence_, rows_of(records_, evidence_));
  }

  void add_correction(std::string_view owner, const std::string& row_id, std::string_view field,
                      std::size_t seq, const std::string& before, const std::string& after,
                      const char* rule, std::optional<std::int64_t> page,
                      const char* status = "applied") {
    Change change;
    change.in = {0, static_cast<std::uint32_t>(before.size())};
    change.before = before;
    change.after = after;
    change.rule = rule;
    change.source = "xref";
    change.confidence = kConfirmed;
    const std::string id = doc_id();
    rows_of(records_, corrections_)
        .push_back(make_correction_row({id, owner, row_id, field, seq}, change)
                       .set("page_no", to_int_value(page))
                       .set("status", std::string(status))
                       .take());
  }

  void finish(Codes codes) {
    if (has_open_citation()) codes.emplace_back("REF_UNRESOLVED");
    codes = sort_reasons(codes);
    RowCells document(documents_, *document_);
    set_flags(document, codes);
    sort_by_key(corrections_, rows_of(records_, corrections_));
  }

  const Table& documents_ = table("documents");
  const Table& doc_refs_ = table("doc_refs");
  const Table& evidence_ = table("evidence");
  const Table& corrections_ = table("corrections");
  const text::Lexicon& lexicon_;
  Records& records_;
  std::set<FieldKey> human_;
  Row* document_ = nullptr;
};

}  // namespace

Records apply_xref(const text::Lexicon& lexicon, Records records, const XrefFindings& findings) {
  Rows(lexicon, records).write(findings);
  return records;
}

Records remove_xref(const text::Lexicon& lexicon, Records records) {
  Rows(lexicon, records).take_out();
  return records;
}

bool is_in_conflict(const Records& records) {
  const auto& documents = records.at("documents");
  if (documents.empty()) return false;
  Row document = documents.front();
  const Codes codes = RowCells(table("documents"), document).codes("flags");
  return std::ranges::find(codes, kConflictFlag) != codes.end();
}

XrefFacts extract_stored_xref_facts(Records head) {
  const text::Lexicon none;  // a head has no deadline to be counted
  return extract_xref_facts(remove_xref(none, std::move(head)));
}

Records apply_no_xref(const text::Lexicon& lexicon, Records rows) {
  const Records head = remove_xref(lexicon, extract_head(rows));
  const XrefFacts facts = extract_xref_facts(head);
  const auto alone = resolve_xrefs(lexicon, {&facts, 1});
  return replace_head(apply_xref(lexicon, head, alone.at(facts.doc_id)), std::move(rows));
}

}  // namespace codau::record
