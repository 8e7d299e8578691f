#include "record/edits/apply_promulgator.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/edits/edit_rules.h"
#include "record/edits/relative_deadlines.h"
#include "record/rows/correction.h"
#include "record/schema/field_key.h"

namespace codau::record {
namespace {

/// The `seq` of corrections by this rule. Those of machines have lower numbers, those of people
/// higher ones (kFirstHumanCorrection).
constexpr std::size_t kOfPromulgator = 900'000;

class PromulgatorFieldCopier {
 public:
  PromulgatorFieldCopier(const text::Lexicon& lexicon, Records& own, const Records& promulgator)
      : lexicon_(lexicon),
        own_(own),
        theirs_(promulgator),
        human_(find_human_fields(own)),
        set_there_(find_human_fields(promulgator)) {
    for (Row& row : own_[TableId::kDocuments]) document_ = &row;
    if (!theirs_[TableId::kDocuments].empty()) promulgator_ = &theirs_[TableId::kDocuments].front();
  }

  void follow() {
    if (document_ == nullptr || promulgator_ == nullptr) return;
    follow_text(Documents::code_number);
    follow_text(Documents::code_notation);
    follow_text(Documents::governing_organ);
    follow_text(Documents::organ_name);
    follow_date();
    if (is_changed_) sort_by_key(table(TableId::kCorrections), own_[TableId::kCorrections]);
  }

 private:
  void follow_text(ReadColumnOf<Documents> column) {
    if (takes(column, {column.name})) take(column, cells().text(column.as_read));
  }

  void follow_date() {
    using D = Documents;
    const bool is_whole =
        takes(D::issued_edtf, {D::issued_date.name}) && cells().text(D::issued_date).empty();
    const bool is_best =
        takes(D::issued_date_best, {D::issued_date.name, D::issued_date_best.name});
    if (is_whole) take(D::issued_edtf, "");
    if (!is_best || (!is_whole && was_set_there(D::issued_date.name))) return;
    take(D::issued_date_best, "");
    const std::string date = cells().text(D::issued_date_best);
    cells().set(D::issued_date_basis, std::string(date.empty() ? "none" : "xref"));
    recompute_relative_deadlines(lexicon_, own_, date);
  }

  [[nodiscard]] Cells<Documents> cells() { return Cells<Documents>(*document_); }
  [[nodiscard]] std::string doc_id() { return cells().text(Documents::doc_id); }
  [[nodiscard]] std::string their_id() const {
    return ConstCells<Documents>(*promulgator_).text(Documents::doc_id);
  }

  [[nodiscard]] bool was_set_there(std::string_view field) const {
    return set_there_.contains({std::string(Documents::kName), their_id(), std::string(field)});
  }

  /// Returns whether the column is copied: a person set one of `fields` there and none here, and
  /// the present value comes from nowhere else. Removes corrections that a person's value here has
  /// made obsolete.
  template <ColumnType kType>
  bool takes(ColumnOf<Documents, kType> column, std::initializer_list<std::string_view> fields) {
    const std::string id = doc_id();
    const auto is_own = [&](std::string_view one) {
      return human_.contains({std::string(Documents::kName), id, std::string(one)});
    };
    if (std::ranges::any_of(fields, is_own) || is_own(column.name)) {
      is_changed_ = take_correction(column.name).first || is_changed_;
      return false;
    }
    if (std::ranges::none_of(fields, [&](std::string_view one) { return was_set_there(one); }))
      return false;
    const Row* const known = find_evidence(own_, id, column.name);
    return cells().text(column).empty() ||
           (known != nullptr && ConstCells<Evidence>(*known).text(Evidence::basis) == "xref");
  }

  /// Removes the correction of a field. Returns whether it existed, and its `before`.
  std::pair<bool, std::string> take_correction(std::string_view field) {
    std::pair<bool, std::string> out;
    const std::string id = doc_id();
    std::erase_if(own_[TableId::kCorrections], [&](const Row& row) {
      const ConstCells<Corrections> one(row);
      if (!is_about<Corrections>(row, Documents::kName, id, field) ||
          one.text(Corrections::rule) != kPromulgatorRule)
        return false;
      out = {true, one.text(Corrections::before)};
      return true;
    });
    return out;
  }

  /// Copies a column. `as_read`: text as read, if the field has one; corrections lead from it to
  /// the value.
  template <ColumnType kType>
  void take(ColumnOf<Documents, kType> column, const std::string& as_read) {
    is_changed_ = true;
    const auto value = ConstCells<Documents>(*promulgator_).get(column);
    const auto [was_taken, known] = take_correction(column.name);
    const std::string before = was_taken ? known : as_read.empty() ? cells().text(column) : as_read;
    for (Row& row : own_[TableId::kCorrections]) {
      if (is_about<Corrections>(row, Documents::kName, doc_id(), column.name))
        Cells<Corrections>(row).set(Corrections::status, std::string("rejected"));
    }
    cells().set(column, value);
    put_evidence(column.name, value.has_value());
    add_correction(column.name, before, value.value_or(""));
  }

  void add_correction(std::string_view field, const std::string& before, std::string after) {
    Change change;
    change.in = {0, static_cast<std::uint32_t>(before.size())};
    change.before = before;
    change.after = std::move(after);
    change.rule = kPromulgatorRule;
    change.source = "xref";
    const std::string id = doc_id();
    own_[TableId::kCorrections].push_back(
        make_correction_row({id, Documents::kName, id, field, kOfPromulgator}, std::move(change))
            .set(Corrections::status, std::string("applied"))
            .take());
  }

  void put_evidence(std::string_view field, bool has_value) {
    const std::string id = doc_id();
    std::vector<Row>& all = own_[TableId::kEvidence];
    std::erase_if(
        all, [&](const Row& row) { return is_about<Evidence>(row, Documents::kName, id, field); });
    if (!has_value) return;
    EvidenceRow fresh;
    fresh.set(Evidence::table_name, std::string(Documents::kName));
    fresh.set(Evidence::field, std::string(field)).set(Evidence::confidence, 1.0);
    const Row* const there = find_evidence(theirs_, their_id(), field);
    Row row = there != nullptr ? *there : fresh.take();
    Cells<Evidence>(row).set(Evidence::row_id, id).set(Evidence::basis, std::string("xref"));
    all.push_back(std::move(row));
    sort_by_key(table(TableId::kEvidence), all);
  }

  [[nodiscard]] static const Row* find_evidence(const Records& records, const std::string& id,
                                                std::string_view field) {
    const auto& rows = records[TableId::kEvidence];
    const auto found = std::ranges::find_if(
        rows, [&](const Row& row) { return is_about<Evidence>(row, Documents::kName, id, field); });
    return found == rows.end() ? nullptr : &*found;
  }

  const text::Lexicon& lexicon_;
  Records& own_;
  const Records& theirs_;
  std::set<FieldKey> human_, set_there_;
  Row* document_ = nullptr;
  const Row* promulgator_ = nullptr;
  bool is_changed_ = false;
};

}  // namespace

Records apply_promulgator(const text::Lexicon& lexicon, Records records,
                          const Records& promulgator) {
  PromulgatorFieldCopier(lexicon, records, promulgator).follow();
  return records;
}

}  // namespace codau::record
