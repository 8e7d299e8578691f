#include "record/edits/apply_promulgator.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "record/edits/edit_rules.h"
#include "record/edits/relative_deadlines.h"
#include "record/rows/correction.h"
#include "record/schema/row.h"

namespace codau::record {
namespace {

/// Corrections of this rule count from here: those of machines never get there, those of people
/// begin above (record/edits/apply_edits.cpp).
constexpr std::size_t kOfPromulgator = 900'000;

class PromulgatorFieldCopier {
 public:
  PromulgatorFieldCopier(const text::Lexicon& lexicon, Records& own, const Records& promulgator)
      : lexicon_(lexicon),
        own_(own),
        theirs_(promulgator),
        human_(find_human_fields(own)),
        set_there_(find_human_fields(promulgator)) {
    for (Row& row : own_["documents"]) document_ = &row;
    const auto heads = theirs_.find("documents");
    if (heads == theirs_.end() || heads->second.empty()) return;
    promulgator_ = &heads->second.front();
  }

  void follow() {
    if (document_ == nullptr || promulgator_ == nullptr) return;
    for (const char* const field :
         {"code_number", "code_notation", "governing_organ", "organ_name"})
      if (takes(field, {field})) take(field);
    follow_date();
    if (is_changed_) sort_by_key(corrections_, own_["corrections"]);
  }

 private:
  void follow_date() {
    constexpr const char *kPrinted = "issued_date", *kEdtf = "issued_edtf",
                         *kBest = "issued_date_best";
    const bool is_whole = takes(kEdtf, {kPrinted}) && cells().text(kPrinted).empty();
    const bool is_best = takes(kBest, {kPrinted, kBest});
    if (is_whole) take(kEdtf);
    if (!is_best || (!is_whole && was_set_there(kPrinted))) return;
    take(kBest);
    const std::string date = cells().text(kBest);
    cells().set("issued_date_basis", std::string(date.empty() ? "none" : "xref"));
    recompute_relative_deadlines(lexicon_, own_, date);
  }

  [[nodiscard]] RowCells cells() { return {documents_, *document_}; }
  [[nodiscard]] std::string doc_id() { return row_id(documents_, *document_); }

  [[nodiscard]] bool was_set_there(const char* field) const {
    return set_there_.contains({"documents", row_id(documents_, *promulgator_), field});
  }

  /// Whether one of `fields` was set there, none of them here, and the value is nobody else's.
  /// Corrections that a person's value has made vain go.
  bool takes(const char* field, std::initializer_list<const char*> fields) {
    const std::string id = doc_id();
    const auto is_own = [&](const char* one) { return human_.contains({"documents", id, one}); };
    if (std::ranges::any_of(fields, is_own) || is_own(field)) {
      is_changed_ = take_correction(field).first || is_changed_;
      return false;
    }
    if (std::ranges::none_of(fields, [&](const char* one) { return was_set_there(one); }))
      return false;
    const Row* const known = evidence(own_, id, field);
    return cells().text(field).empty() ||
           (known != nullptr &&
            std::get<std::string>(value_of(evidence_, *known, "basis")) == "xref");
  }

  /// Whether there was one, and what stood before it.
  std::pair<bool, std::string> take_correction(std::string_view field) {
    std::pair<bool, std::string> out;
    const std::string id = doc_id();
    std::erase_if(own_["corrections"], [&](Row& row) {
      if (!is_of(corrections_, row, id, field)) return false;
      const RowCells one(corrections_, row);
      if (one.text("rule") != kPromulgatorRule) return false;
      out = {true, one.text("before")};
      return true;
    });
    return out;
  }

  void take(const char* field) {
    is_changed_ = true;
    const Value& value = value_of(documents_, *promulgator_, field);
    const auto [was_taken, known] = take_correction(field);
    const std::string before = was_taken ? known : text_before(field);
    for (Row& row : own_["corrections"]) {
      if (is_of(corrections_, row, doc_id(), field))
        RowCells(corrections_, row).set("status", std::string("rejected"));
    }
    cells().set(field, value);
    put_evidence(field, !std::holds_alternative<std::monostate>(value));
    add_correction(field, before);
  }

  /// The reading, where the field has one: corrections lead from it to the value.
  [[nodiscard]] std::string text_before(const char* field) {
    const std::string ocr = std::string(field) + "_ocr";
    const bool has_reading =
        std::ranges::find(documents_.columns, ocr, &Column::name) != documents_.columns.end();
    const std::string read = has_reading ? cells().text(ocr) : std::string();
    return read.empty() ? cells().text(field) : read;
  }

  void add_correction(std::string_view field, const std::string& before) {
    Change change;
    change.in = {0, static_cast<std::uint32_t>(before.size())};
    change.before = before;
    change.after = cells().text(field);
    change.rule = kPromulgatorRule;
    change.source = "xref";
    const std::string id = doc_id();
    own_["corrections"].push_back(
        make_correction_row({id, "documents", id, field, kOfPromulgator}, std::move(change))
            .set("status", std::string("applied"))
            .take());
  }

  void put_evidence(const char* field, bool has_value) {
    const std::string id = doc_id();
    std::erase_if(own_["evidence"],
                  [&](const Row& row) { return is_of(evidence_, row, id, field); });
    if (!has_value) return;
    const Row* const there = evidence(theirs_, row_id(documents_, *promulgator_), field);
    Row row = there != nullptr ? *there
                               : RowWriter(evidence_)
                                     .set("table_name", std::string("documents"))
                                     .set("field", std::string(field))
                                     .set("confidence", 1.0)
                                     .take();
    RowCells one(evidence_, row);
    one.set("row_id", id);
    one.set("basis", std::string("xref"));
    own_["evidence"].push_back(std::move(row));
    sort_by_key(evidence_, own_["evidence"]);
  }

  /// `table`: evidence or corrections.
  static bool is_of(const Table& table, const Row& row, const std::string& id,
                    std::string_view field) {
    const auto is = [&](std::string_view column, std::string_view wanted) {
      const auto* const text = std::get_if<std::string>(&value_of(table, row, column));
      return text != nullptr && *text == wanted;
    };
    return is("table_name", "documents") && is("row_id", id) && is("field", field);
  }

  [[nodiscard]] const Row* evidence(const Records& records, const std::string& id,
                                    std::string_view field) const {
    const auto rows = records.find("evidence");
    if (rows == records.end()) return nullptr;
    const auto found = std::ranges::find_if(
        rows->second, [&](const Row& row) { return is_of(evidence_, row, id, field); });
    return found == rows->second.end() ? nullptr : &*found;
  }

  const Table& documents_ = table("documents");
  const Table& evidence_ = table("evidence");
  const Table& corrections_ = table("corrections");
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
