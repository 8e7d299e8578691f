#include <algorithm>

#include "record/citations/xref.h"
#include "record/edits/apply_promulgator.h"
#include "record/edits/edit_rules.h"
#include "record/edits/relative_deadlines.h"
#include "record/rows/correction.h"
#include "record/rows/flags.h"
#include "record/schema/codes.h"
#include "record/schema/field_key.h"
#include "record/schema/reasons.h"
#include "text/numerals.h"

namespace codau::record {
namespace {

using Codes = std::vector<std::string>;

constexpr double kConfirmed = 0.9;  // standards 9, the worked row

/// Returns the first row of a table that `is_it` accepts; null if it accepts no row.
template <class Tag, class IsIt>
Row* find_row_if(Records& records, IsIt is_it) {
  auto& rows = records[Tag::kTable];
  const auto found =
      std::ranges::find_if(rows, [&](const Row& row) { return is_it(ConstCells<Tag>(row)); });
  return found == rows.end() ? nullptr : &*found;
}

using CorrectionCells = ConstCells<Corrections>;

/// Writes cross-references into the rows of one document, or removes them.
class Rows {
 public:
  Rows(const text::Lexicon& lexicon, Records& records)
      : lexicon_(lexicon), records_(records), human_(find_human_fields(records)) {
    for (Row& row : records_[TableId::kDocuments]) document_ = &row;
  }

  void take_out() {
    if (document_ == nullptr) return;
    take_out_citations();
    take_out_number();
    take_out_date();
    std::erase_if(records_[TableId::kCorrections], [](const Row& row) {
      const CorrectionCells cells(row);
      return cells.text(Corrections::source) == "xref" &&
             cells.text(Corrections::rule) != kPromulgatorRule;
    });
    Codes codes = document().codes(Documents::flags);
    std::erase(codes, kConflictFlag);
    std::erase(codes, "REF_UNRESOLVED");
    std::erase(codes, "NUMBER_PROPOSED");
    if (proposal() != nullptr) codes.emplace_back("NUMBER_PROPOSED");
    finish(std::move(codes));
  }

  void write(const XrefFindings& findings) {
    if (document_ == nullptr) return;
    Codes codes = document().codes(Documents::flags);
    if (findings.is_number_confirmed && confirm_number()) std::erase(codes, "NUMBER_PROPOSED");
    if (findings.number && !is_human(Documents::kName, doc_id(), Documents::code_number.name)) {
      propose_number(*findings.number);
      codes.emplace_back("NUMBER_PROPOSED");
    }
    const bool is_dated = is_human(Documents::kName, doc_id(), Documents::issued_date.name) ||
                          is_human(Documents::kName, doc_id(), Documents::issued_date_best.name);
    if (findings.best_date && !is_dated) write_date(*findings.best_date);
    if (findings.is_conflict) codes.emplace_back(kConflictFlag);
    write_citations(findings);
    std::erase(codes, "REF_UNRESOLVED");
    finish(std::move(codes));
  }

 private:
  // ---- the document's number ----

  /// Returns the proposed correction that to_records() makes for a number fused with "Số" (3.3).
  [[nodiscard]] Row* proposal() {
    return find_row_if<Corrections>(records_, [](const CorrectionCells& cells) {
      return cells.text(Corrections::field) == Documents::code_number.name &&
             cells.text(Corrections::status) == "proposed" &&
             cells.text(Corrections::source) != "xref";
    });
  }

  bool confirm_number() {
    Row* const proposed = proposal();
    if (proposed == nullptr) return false;
    const CorrectionCells guess(*proposed);
    const std::string read = guess.text(Corrections::before);
    document().set(Documents::code_number_ocr, read);
    const std::string number = guess.text(Corrections::after);
    const auto page = guess.get(Corrections::page_no);
    add_correction(Documents::kName, doc_id(), Documents::code_number.name, 2, read, number, "3.3",
                   page);
    set_evidence(Documents::code_number.name, kConfirmed, document::Basis::kXref);
    return true;
  }

  void propose_number(const std::string& number) {
    add_correction(Documents::kName, doc_id(), Documents::code_number.name, 1, "", number, "3.3",
                   {}, "proposed");
  }

  void take_out_number() {
    Row* const proposed = proposal();
    if (proposed == nullptr) return;
    document().set(Documents::code_number_ocr, std::nullopt);
    const auto confidence = CorrectionCells(*proposed).get(Corrections::confidence);
    set_evidence(Documents::code_number.name, confidence.value_or(0), document::Basis::kInferred);
  }

  // ---- its date ----

  void write_date(const std::string& date) {
    constexpr auto kBest = Documents::issued_date_best;
    add_correction(Documents::kName, doc_id(), kBest.name, 1, document().text(kBest), date, "3.6",
                   {});
    document().set(kBest, date).set(Documents::issued_date_basis, std::string("xref"));
    set_evidence(kBest.name, kConfirmed, document::Basis::kXref);
    recompute_relative_deadlines(lexicon_, records_, date);
  }

  /// Returns whether the date comes from the promulgating document; then xref has not changed it.
  [[nodiscard]] bool is_promulgated() {
    const Row* const date = evidence(Documents::issued_edtf.name);
    if (date != nullptr &&
        ConstCells<Evidence>(*date).text(Evidence::basis) == to_code(document::Basis::kXref))
      return true;
    return find_row_if<Corrections>(records_, [](const CorrectionCells& cells) {
             return cells.text(Corrections::field) == Documents::issued_date_best.name &&
                    cells.text(Corrections::rule) == kPromulgatorRule;
           }) != nullptr;
  }

  /// Restores the best date: the printed date, if that is complete.
  void take_out_date() {
    using D = Documents;
    if (document().text(D::issued_date_basis) != "xref" || is_promulgated()) return;
    const std::string edtf = document().text(D::issued_edtf);
    const bool is_whole = is_full_date(edtf);
    const bool is_printed = !document().text(D::issued_date).empty();
    document().set(D::issued_date_best, is_whole ? std::optional(edtf) : std::nullopt);
    document().set(D::issued_date_basis, std::string(!is_whole    ? "none"
                                                     : is_printed ? "printed"
                                                                  : "inferred"));
    std::vector<Row>& all = records_[TableId::kEvidence];
    std::erase_if(all, [](const Row& row) {
      const ConstCells<Evidence> cells(row);
      return cells.text(Evidence::table_name) == D::kName &&
             cells.text(Evidence::field) == D::issued_date_best.name;
    });
    const Row* const printed = evidence(D::issued_edtf.name);
    if (is_whole && printed != nullptr) {
      Row row = *printed;
      Cells<Evidence>(row).set(Evidence::field, std::string(D::issued_date_best.name));
      all.push_back(std::move(row));
    }
    sort_by_key(table(TableId::kEvidence), all);
    recompute_relative_deadlines(lexicon_, records_, is_whole ? edtf : "");
  }

  // ---- its citations ----

  void write_citations(const XrefFindings& findings) {
    using D = DocRefs;
    for (Row& row : records_[TableId::kDocRefs]) {
      Cells<DocRefs> cells(row);
      const std::int64_t seq = cells.get(D::seq).value_or(0);
      if (const auto target = findings.targets.find(seq); target != findings.targets.end())
        cells.set(D::target_doc_id, target->second);
      const auto date = findings.dates.find(seq);
      const std::string id = cells.text(D::ref_id);
      if (date == findings.dates.end() || is_human(D::kName, id, D::issued_date.name)) continue;
      // the year column may come from the misread date
      const std::string misread = cells.text(D::issued_edtf).substr(0, 4),
                        year = date->second.substr(0, 4);
      const auto correct = [&](auto column) {
        add_correction(D::kName, id, column.name, 1, cells.text(column), date->second, "3.6", {});
        cells.set(column, date->second);
      };
      correct(D::issued_date);
      correct(D::issued_edtf);
      if (misread != year && cells.get(D::year) == text::parse_whole_number(misread)) {
        add_correction(D::kName, id, D::year.name, 1, misread, year, "3.6", {});
        cells.set(D::year, text::parse_whole_number(year));
      }
    }
  }

  /// Restores the citations. A correction holds the whole old value of a field without `_ocr`.
  void take_out_citations() {
    using D = DocRefs;
    for (Row& row : records_[TableId::kDocRefs]) {
      Cells<DocRefs> cells(row);
      cells.set(D::target_doc_id, std::nullopt);
      for (const Row& correction : records_[TableId::kCorrections]) {
        const CorrectionCells was(correction);
        if (was.text(Corrections::source) != "xref" ||
            was.text(Corrections::row_id) != cells.text(D::ref_id))
          continue;
        const std::string &field = was.text(Corrections::field),
                          &before = was.text(Corrections::before);
        if (field == D::issued_date.name) cells.set(D::issued_date, to_text_value(before));
        if (field == D::issued_edtf.name) cells.set(D::issued_edtf, to_text_value(before));
        if (field == D::year.name) cells.set(D::year, text::parse_whole_number(before));
      }
    }
  }

  [[nodiscard]] bool has_open_citation() {
    return find_row_if<DocRefs>(records_, [](const ConstCells<DocRefs>& cells) {
             return cells.text(DocRefs::relation) != to_code(document::Relation::kSelf) &&
                    cells.text(DocRefs::target_doc_id).empty();
           }) != nullptr;
  }

  // ---- evidence, corrections, reasons ----

  /// Returns whether a person has set the field. Then xref does not change it.
  [[nodiscard]] bool is_human(std::string_view name, const std::string& id,
                              std::string_view field) const {
    return !human_.empty() && human_.contains({std::string(name), id, std::string(field)});
  }

  [[nodiscard]] Cells<Documents> document() { return Cells<Documents>(*document_); }
  [[nodiscard]] std::string doc_id() { return document().text(Documents::doc_id); }

  [[nodiscard]] Row* evidence(std::string_view field) {
    return find_row_if<Evidence>(records_, [&](const ConstCells<Evidence>& cells) {
      return cells.text(Evidence::table_name) == Documents::kName &&
             cells.text(Evidence::field) == field;
    });
  }

  void set_evidence(std::string_view field, double confidence, document::Basis basis) {
    Row* row = evidence(field);
    if (row == nullptr) {
      EvidenceRow fresh;
      fresh.set(Evidence::table_name, std::string(Documents::kName));
      fresh.set(Evidence::row_id, doc_id()).set(Evidence::field, std::string(field));
      row = &records_[TableId::kEvidence].emplace_back(fresh.take());
    }
    Cells<Evidence>(*row)
        .set(Evidence::confidence, to_real_value(confidence))
        .set(Evidence::basis, to_code(basis));
    sort_by_key(table(TableId::kEvidence), records_[TableId::kEvidence]);
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
    records_[TableId::kCorrections].push_back(
        make_correction_row({id, owner, row_id, field, seq}, change)
            .set(Corrections::page_no, page)
            .set(Corrections::status, std::string(status))
            .take());
  }

  void finish(Codes codes) {
    if (has_open_citation()) codes.emplace_back("REF_UNRESOLVED");
    codes = sort_reasons(codes);
    Cells<Documents> cells = document();
    set_flags(cells, codes);
    sort_by_key(table(TableId::kCorrections), records_[TableId::kCorrections]);
  }

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
  const auto& documents = records[TableId::kDocuments];
  if (documents.empty()) return false;
  const Codes codes = ConstCells<Documents>(documents.front()).codes(Documents::flags);
  return std::ranges::find(codes, kConflictFlag) != codes.end();
}

XrefFacts extract_stored_xref_facts(Records head) {
  const text::Lexicon none;  // a head has no deadlines to compute
  return extract_xref_facts(remove_xref(none, std::move(head)));
}

Records apply_no_xref(const text::Lexicon& lexicon, Records rows) {
  const Records head = remove_xref(lexicon, extract_head(rows));
  const XrefFacts facts = extract_xref_facts(head);
  const auto alone = resolve_xrefs(lexicon, {&facts, 1});
  return replace_head(apply_xref(lexicon, head, alone.at(facts.doc_id)), std::move(rows));
}

}  // namespace codau::record
