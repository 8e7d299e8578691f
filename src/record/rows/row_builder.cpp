#include "record/rows/row_builder.h"

#include <algorithm>
#include <utility>

#include "record/rows/correction.h"
#include "record/rows/row_makers.h"
#include "record/schema/codes.h"
#include "record/schema/ids.h"
#include "record/schema/reasons.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

std::string task_id(const SourceInfo& source, const document::Task& task) {
  const bool in_table = task.origin == document::TaskOrigin::kTable;
  return make_uuid("task|" + source.doc_id + (in_table ? "|table|" : "|prose|") +
                   (in_table ? std::to_string(task.appendix) : task.actor_path) + '|' +
                   std::to_string(task.row_no));
}

/// A text counts as damaged if more than this share of its words was changed. Shares in the 114
/// plans of tests/accuracy:
/// 1. Below 0.001 as written.
/// 2. At least 0.67 without diacritics, with no letter changed.
/// 3. At least 0.13 with changed letters, as read by an engine without Vietnamese.
constexpr double kDamaged = 0.02;

TextKind kind_of(const RestoredDocument& text) {
  const bool is_plain = text.before.pages.empty() || text.before.pages.front().number == 0;
  if (!is_plain) return TextKind::kRecognised;
  const double limit = kDamaged * static_cast<double>(text.after.words.size());
  const auto of_letters = std::ranges::count_if(text.changes, [](const Change& one) {
    return text::fold_key(one.before) != text::fold_key(one.after);
  });
  if (static_cast<double>(of_letters) > limit) return TextKind::kMangled;
  return static_cast<double>(text.changes.size()) > limit ? TextKind::kUnmarked : TextKind::kPlain;
}

bool is_listed(const document::AgencyMention& agency) {
  return agency.method != document::AgencyMethod::kNone &&
         agency.method != document::AgencyMethod::kProtected;
}

}  // namespace

RowBuilder::RowBuilder(const text::Lexicon& known, const document::Document& given,
                       const RestoredDocument& read, const SourceInfo& from)
    : lexicon(known),
      document(given),
      text(read),
      source(from),
      source_map(read),
      text_kind_(kind_of(read)) {
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    section_ids.push_back(make_uuid("section|" + source.doc_id + '|' + std::to_string(i + 1)));
  }
  for (const document::Task& task : document.tasks) task_ids.push_back(task_id(source, task));
  if (text_kind_ != TextKind::kPlain) read_spellings();
}

Records RowBuilder::take_records() {
  for (auto& [id, row] : agencies_) records_[TableId::kAgencies].push_back(std::move(row));
  std::int64_t seq = 0;
  for (const auto& [id, alias] : aliases_) {
    AgencyAliasRow row;
    row.set(AgencyAliases::doc_id, source.doc_id).set(AgencyAliases::seq, ++seq);
    row.set(AgencyAliases::agency_id, id).set(AgencyAliases::alias, alias);
    add_row(std::move(row));
  }
  return sort_records_by_key(std::move(records_));
}

bool RowBuilder::is_sure(ByteRange name) const {
  if (name.empty() || name.end > text.after.text.size()) return false;
  const ByteRange pieces[] = {name};
  const bool may_be_changed = text_kind_ != TextKind::kMangled;
  return source_map.min_confidence(pieces).value_or(1) >= kLowConfidence &&
         (may_be_changed || source_map.as_read(name) == slice(text.after.text, name));
}

void RowBuilder::read_spellings() {
  const auto add = [&](const document::AgencyMention& agency) {
    if (agency.agency_name) spellings_.add(agency, is_sure(agency.source));
  };
  for (const document::TextField* const line :
       {&document.header.governing_organ, &document.header.organ_name}) {
    if (!*line) continue;
    for (const bool is_governed : {false, true}) {
      auto organ = make_header_organ(lexicon, document.header, **line, is_governed);
      organ.source = (*line)->source;
      add(organ);
    }
  }
  for (const document::Recipient& one : document.recipients) add(one.agency);
  for (const document::Task& task : document.tasks) {
    for (const document::AgencyMention& agency : task.agencies) add(agency);
  }
  spellings_.settle();
}

void RowBuilder::add_evidence(const EvidenceOwner& owner, std::string_view field,
                              std::span<const ByteRange> pieces, std::optional<double> confidence,
                              document::Basis basis) {
  const PageLocation place = source_map.place(pieces);
  if (confidence)
    confidence = this->confidence(find_value_kind(owner.table, field), *confidence, pieces);
  EvidenceRow row;
  row.set(Evidence::table_name, std::string(owner.table)).set(Evidence::row_id, owner.id);
  row.set(Evidence::field, std::string(field)).set(Evidence::page_no, place.page_from);
  row.set(Evidence::bbox, to_text_value(place.boxes));
  row.set(Evidence::confidence, to_real_value(confidence)).set(Evidence::basis, to_code(basis));
  add_row(std::move(row));
}

double RowBuilder::confidence(std::string_view kind, double stated,
                              std::span<const ByteRange> pieces) const {
  if (kind.empty()) return stated;
  return calibrate(kind, {stated, stated * source_map.joint_confidence(pieces), text_kind_});
}

void RowBuilder::add_correction(const EvidenceOwner& owner, std::string_view field, Change change,
                                std::size_t seq, std::optional<std::uint32_t> page,
                                std::string_view status) {
  const CorrectionKey place{source.doc_id, owner.table, owner.id, field, seq};
  CorrectionRow row = make_correction_row(place, std::move(change));
  row.set(Corrections::page_no, page).set(Corrections::status, std::string(status));
  add_row(std::move(row));
}

void RowBuilder::propose(const std::string& as_read, const EvidenceOwner& owner,
                         std::string_view field, Change change, std::size_t seq) {
  const ByteRange piece[] = {change.in};
  const std::size_t at = as_read.find(change.before);
  if (at == std::string::npos || source_map.as_read(change.in) != change.before) return;
  change.in = {static_cast<std::uint32_t>(at),
               static_cast<std::uint32_t>(at + change.before.size())};
  add_correction(owner, field, std::move(change), seq, source_map.place(piece).page_from,
                 "proposed");
}

std::string RowBuilder::trace_to_source(const EvidenceOwner& owner, std::string_view column,
                                        const document::Field<std::string>& field) {
  const std::vector<ByteRange> pieces =
      source_map.pieces(field.cell.empty() ? field.source : field.cell, owner.rows);
  std::optional<std::string> clean;
  if (has_controls(field.value)) clean = strip_controls(field.value);
  SourceReading reading = source_map.reading(pieces, clean ? *clean : field.value);
  if (is_blank(reading.ocr)) return {};
  const auto page = source_map.place(pieces).page_from;
  for (std::size_t i = 0; i < reading.changes.size(); ++i) {
    add_correction(owner, column, std::move(reading.changes[i]), i + 1, page, "applied");
  }
  return std::move(reading.ocr);
}

std::optional<std::string> RowBuilder::take_reading(const EvidenceOwner& owner,
                                                    std::string_view column,
                                                    const document::TextField& field) {
  if (!field || field->source.empty()) return std::nullopt;
  return to_text_value(trace_to_source(owner, column, *field));
}

std::optional<std::string> RowBuilder::take_value(const EvidenceOwner& owner,
                                                  std::string_view column,
                                                  const document::TextField& field) {
  if (!field) return std::nullopt;
  if (has_controls(field->value)) cleaned_.insert(owner.id);
  auto value = to_text_value(strip_controls(field->value));
  if (!value) return value;
  const auto pieces = field->source.empty() ? std::vector<ByteRange>()
                                            : source_map.pieces(field->source, owner.rows);
  add_evidence(owner, column, pieces, field->confidence, field->basis);
  return value;
}

void RowBuilder::add_derived_evidence(const EvidenceOwner& owner, std::string_view field,
                                      std::optional<ByteRange> from, document::Basis basis,
                                      std::optional<double> confidence) {
  const std::vector<ByteRange> pieces =
      from && !from->empty() ? source_map.pieces(*from, owner.rows) : std::vector<ByteRange>();
  add_evidence(owner, field, pieces, confidence, basis);
}

const std::optional<std::string>& RowBuilder::agency_id(const document::AgencyMention& agency) {
  const document::AgencyMention* const sure = spellings_.meant(agency);
  const document::AgencyMention& meant = sure == nullptr ? agency : *sure;
  static const std::optional<std::string> kNone;
  if (text_kind_ != TextKind::kPlain && !is_listed(meant) && !spellings_.is_sure(meant))
    return kNone;
  const auto& term = meant.validity;
  std::vector<std::string> key = {to_code(meant.level),
                                  term.valid_from,
                                  term.valid_to,
                                  term.successor,
                                  term.successor_place,
                                  meant.is_inner ? "1" : "",
                                  meant.needs_issuer ? "1" : "",
                                  meant.is_place_in_doubt ? "1" : "",
                                  meant.above};
  for (const auto& name : {meant.agency_name, meant.place}) {
    key.push_back(name ? "1" : "");
    key.push_back(name.value_or(""));
  }
  const auto [found, is_new] = agency_ids_.try_emplace(std::move(key));
  if (is_new) found->second = make_agency(meant);
  const std::optional<std::string>& id = found->second;
  const bool is_damaged = sure != nullptr || agency.method == document::AgencyMethod::kFuzzy;
  if (id && is_damaged) aliases_.emplace(*id, strip_controls(agency.norm));
  return found->second;
}

bool RowBuilder::is_known_agency(const document::AgencyMention& agency) const {
  const auto id = record::agency_id(agency, issuer_.agency_id, source.doc_id);
  return is_listed(agency) || (id && agencies_.contains(*id));
}

void RowBuilder::set_issuer(const std::optional<std::string>& agency_id) {
  issuer_ = {};
  if (agency_id) {
    issuer_ = find_issuer(*agency_id, [&](const std::string& one) -> const Row* {
      const auto found = agencies_.find(one);
      return found == agencies_.end() ? nullptr : &found->second;
    });
  }
  agency_ids_.clear();  // the keys of inner units depend on the issuer
}

std::optional<std::string> RowBuilder::make_agency(const document::AgencyMention& agency) {
  // an organ whose place one mention leaves in doubt, and another does not, is one in a document
  document::AgencyMention twin = agency;
  twin.is_place_in_doubt = !agency.is_place_in_doubt;
  const auto known = record::agency_id(twin, issuer_.agency_id, source.doc_id);
  if (agency.above.empty() && known && agencies_.contains(*known)) return known;
  for (Row& row : make_agency_rows(lexicon, agency, issuer_, source.doc_id)) {
    // two spellings of one name: the one that sorts last has small letters
    auto& kept = agencies_[row_id(table(TableId::kAgencies), row)];
    kept = std::max(kept, std::move(row));
  }
  return to_text_value(record::agency_id(agency, issuer_.agency_id, source.doc_id));
}

}  // namespace codau::record
