#include "record/records.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "record/ids.h"
#include "record/legality.h"
#include "record/names.h"
#include "record/reasons.h"
#include "record/row.h"
#include "record/trace.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using document::AgencyMention;
using document::Deadline;
using document::Document;
using document::Section;
using document::Task;
using document::Text;
using Codes = std::vector<std::string>;

constexpr double kLowConfidence = 0.80;  // standards 11, OCR_LOW_CONF

/// Which row evidence and corrections belong to. `rows` are the bytes of a table row's pieces.
struct Owner {
  std::string_view table;
  std::string id;
  std::span<const Bytes> rows;
};

/// Each code once, in the order of standards 11.
Codes in_order(const Codes& codes) {
  Codes out;
  for (const Reason& reason : reasons()) {
    if (std::ranges::find(codes, reason.code) != codes.end()) out.emplace_back(reason.code);
  }
  return out;
}

bool is_full_date(std::string_view edtf) {
  return edtf.size() == 10 && edtf.find('X') == std::string_view::npos;
}

class Writer {
 public:
  Writer(const Document& document, const RestoredDocument& text, const SourceInfo& source)
      : document_(document), text_(text), source_(source), trace_(text) {
    for (const Table& one : schema()) records_[std::string(one.name)];
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
      section_ids_.push_back(uuid("section|" + source.doc_id + '|' + std::to_string(i + 1)));
    }
    for (const Task& task : document.tasks) task_ids_.push_back(task_id(task));
  }

  Records take() {
    add_document();
    add_sources();
    add_pages();
    for (std::size_t i = 0; i < document_.sections.size(); ++i) add_section(i);
    for (std::size_t i = 0; i < document_.tasks.size(); ++i) add_task(i);
    for (std::size_t i = 0; i < document_.recipients.size(); ++i) add_recipient(i);
    for (std::size_t i = 0; i < document_.references.size(); ++i) add_reference(i);
    for (auto& [id, row] : agencies_) rows("agencies").push_back(std::move(row));
    for (const Table& one : schema()) sort_by_key(one);
    return std::move(records_);
  }

 private:
  // ---- keys ----

  [[nodiscard]] std::string task_id(const Task& task) const {
    const bool in_table = task.origin == document::TaskOrigin::kTable;
    return uuid("task|" + source_.doc_id + (in_table ? "|table|" : "|prose|") +
                (in_table ? std::to_string(task.appendix) : task.actor_path) + '|' +
                std::to_string(task.row_no));
  }

  std::vector<Row>& rows(std::string_view table) { return records_.find(table)->second; }

  void sort_by_key(const Table& one) {
    const auto key = [&](const Row& row) {
      Row out;
      for (const std::string_view column : one.primary_key) {
        out.push_back(value_of(one, row, column));
      }
      return out;
    };
    std::ranges::sort(rows(one.name), {}, key);
  }

  // ---- fields: value, `_ocr`, evidence and corrections at once ----

  void add_evidence(const Owner& owner, std::string_view field, std::span<const Bytes> pieces,
                    std::optional<double> confidence, document::Basis basis) {
    const Place place = trace_.place(pieces);
    rows("evidence")
        .push_back(RowWriter(table("evidence"))
                       .set("table_name", std::string(owner.table))
                       .set("row_id", owner.id)
                       .set("field", std::string(field))
                       .set("page_no", int_value(place.page_from))
                       .set("bbox", text_value(place.boxes))
                       .set("confidence", real_value(confidence))
                       .set("basis", name_of(basis))
                       .take());
  }

  void add_corrections(const Owner& owner, std::string_view field, const Reading& reading,
                       std::optional<std::uint32_t> page) {
    for (std::size_t i = 0; i < reading.changes.size(); ++i) {
      const Change& change = reading.changes[i];
      const std::string key = "corr|" + source_.doc_id + '|' + std::string(owner.table) + '|' +
                              owner.id + '|' + std::string(field) + '|' +
                              std::to_string(change.in.begin) + '|' + std::to_string(i + 1);
      rows("corrections")
          .push_back(RowWriter(table("corrections"))
                         .set("corr_id", uuid(key))
                         .set("doc_id", source_.doc_id)
                         .set("table_name", std::string(owner.table))
                         .set("row_id", owner.id)
                         .set("field", std::string(field))
                         .set("page_no", int_value(page))
                         .set("start", std::int64_t{change.in.begin})
                         .set("end", std::int64_t{change.in.end})
                         .set("before", change.before.empty() ? Value() : Value(change.before))
                         .set("after", change.after.empty() ? Value() : Value(change.after))
                         .set("rule", change.rule)
                         .set("source", change.source)
                         .set("confidence", real_value(change.confidence))
                         .set("status", std::string("applied"))
                         .take());
    }
  }

  /// A field with its `_ocr` sibling.
  void set_read(RowWriter& row, const Owner& owner, std::string_view column, const Text& field) {
    set_plain(row, owner, column, field);
    if (!field || field->source.empty()) return;
    const std::vector<Bytes> pieces = trace_.pieces(field->source, owner.rows);
    const Reading reading = trace_.reading(pieces, field->value);
    if (std::holds_alternative<std::monostate>(text_value(reading.ocr))) return;
    row.set(std::string(column) + "_ocr", reading.ocr);
    add_corrections(owner, column, reading, trace_.place(pieces).page_from);
  }

  /// A field without one.
  void set_plain(RowWriter& row, const Owner& owner, std::string_view column, const Text& field) {
    if (!field) return;
    Value value = text_value(field->value);
    if (std::holds_alternative<std::monostate>(value)) return;
    row.set(column, std::move(value));
    if (field->source.empty()) {
      add_evidence(owner, column, {}, field->confidence, field->basis);
    } else {
      add_evidence(owner, column, trace_.pieces(field->source, owner.rows), field->confidence,
                   field->basis);
    }
  }

  /// A value that follows from others: NULL gives no evidence.
  void set_derived(RowWriter& row, const Owner& owner, std::string_view column, Value value,
                   std::optional<Bytes> from, document::Basis basis,
                   std::optional<double> confidence = std::nullopt) {
    if (std::holds_alternative<std::monostate>(value)) return;
    row.set(column, std::move(value));
    const std::vector<Bytes> pieces =
        from && !from->empty() ? trace_.pieces(*from, owner.rows) : std::vector<Bytes>();
    add_evidence(owner, column, pieces, confidence, basis);
  }

  // ---- documents, sources, pages ----

  [[nodiscard]] bool is_plain_text() const {
    return text_.before.pages.empty() || text_.before.pages.front().number == 0;
  }
  [[nodiscard]] std::optional<std::int64_t> page_count() const {
    if (is_plain_text()) return std::nullopt;
    return std::ssize(text_.before.pages);
  }
  [[nodiscard]] std::optional<double> mean_confidence() const {
    if (is_plain_text() || text_.after.words.empty()) return std::nullopt;
    double sum = 0;
    for (const TextWord& word : text_.after.words) sum += word.confidence;
    return sum / static_cast<double>(text_.after.words.size());
  }

  void add_document() {
    const document::Header& header = document_.header;
    const Owner owner{"documents", source_.doc_id, {}};
    RowWriter row(table("documents"));
    row.set("doc_id", source_.doc_id).set("source_sha256", source_.sha256);
    row.set("source_bytes", static_cast<std::int64_t>(source_.bytes));
    row.set("source_format", source_.format).set("text_layer", source_.text_layer);
    row.set("page_count", int_value(page_count())).set("mean_conf", real_value(mean_confidence()));
    row.set("type_code", std::string("KHAC"));
    set_plain(row, owner, "type_code", header.type_code);
    set_plain(row, owner, "type_name", header.type_name);
    if (header.type_code) {
      row.set("tt05_type", text_value(tt05_type(header.type_code->value)));
    }
    set_read(row, owner, "code_number", header.code_number);
    set_read(row, owner, "code_notation", header.code_notation);
    set_read(row, owner, "subject", header.subject);
    set_plain(row, owner, "circulation", header.circulation);
    set_read(row, owner, "signer_authority", header.signer_authority);
    set_read(row, owner, "signer_position", header.signer_position);
    set_read(row, owner, "signer_name", header.signer_name);
    set_issue(row, owner);
    set_organ(row, owner);
    set_period(row, owner);
    row.set("priority", name_of(header.priority)).set("secrecy", name_of(header.secrecy));
    const Codes flags = in_order(document_.flags);
    row.set("flags", flags).set("review_reasons", flags);
    row.set("review_status", std::string(review_status(flags)));
    row.set("lang", std::string("vi")).set("schema_version", std::string(kSchemaVersion));
    row.set("pipeline_version", source_.pipeline_version);
    rows("documents").push_back(row.take());
  }

  /// Place and date (3.5, 3.6): the best date is the printed one until another document knows
  /// better.
  void set_issue(RowWriter& row, const Owner& owner) {
    const document::Header& header = document_.header;
    set_read(row, owner, "issued_place", header.issued_place);
    row.set("issued_date_basis", std::string("none"));
    if (header.issued_line) {
      row.set("issued_date_ocr", text_value(trace_.as_read(header.issued_line->source)));
    }
    if (!header.issued_edtf) return;
    const auto& date = *header.issued_edtf;
    set_derived(row, owner, "issued_edtf", text_value(date.value), date.source, date.basis,
                date.confidence);
    if (!is_full_date(date.value)) return;
    const bool printed = date.basis == document::Basis::kRead;
    if (printed) {
      set_derived(row, owner, "issued_date", date.value, date.source, date.basis, date.confidence);
    }
    set_derived(row, owner, "issued_date_best", date.value, date.source, date.basis,
                date.confidence);
    row.set("issued_date_basis", std::string(printed ? "printed" : "inferred"));
  }

  void set_organ(RowWriter& row, const Owner& owner) {
    const document::Header& header = document_.header;
    set_read(row, owner, "governing_organ", header.governing_organ);
    set_read(row, owner, "organ_name", header.organ_name);
    row.set("organ_basis", text_value(name_of(header.organ_basis)));
    if (!header.organ_name) return;
    const Bytes from = header.organ_name->source;
    if (header.organ_level != document::Level::kUnknown) {
      set_derived(row, owner, "organ_level", name_of(header.organ_level), from,
                  document::Basis::kInferred, header.organ_name->confidence);
    }
    document::AgencyContext context;
    context.issuer_level = header.organ_level;
    if (header.governing_organ) context.issuer_name = header.governing_organ->value;
    if (header.issued_place) context.place = header.issued_place->value;
    const auto found =
        document::split_agencies(header.organ_name->value, document::AgencyRole::kLead, context);
    if (found.size() != 1) return;
    set_derived(row, owner, "organ_agency_id", agency_id(found.front()), from,
                document::Basis::kInferred, found.front().confidence);
  }

  void set_period(RowWriter& row, const Owner& owner) {
    const document::Header& header = document_.header;
    const auto from = header.subject ? std::optional(header.subject->source) : std::nullopt;
    const auto confidence =
        header.subject ? std::optional(header.subject->confidence) : std::nullopt;
    constexpr auto kBasis = document::Basis::kInferred;
    set_derived(row, owner, "plan_year", int_value(header.plan_year), from, kBasis, confidence);
    set_derived(row, owner, "period_start", text_value(header.period_start), from, kBasis,
                confidence);
    set_derived(row, owner, "period_end", text_value(header.period_end), from, kBasis, confidence);
  }

  void add_sources() {
    for (std::size_t i = 0; i < source_.names.size(); ++i) {
      RowWriter row(table("sources"));
      row.set("doc_id", source_.doc_id).set("seq", static_cast<std::int64_t>(i + 1));
      row.set("source_name", source_.names[i].name).set("source_path", source_.names[i].path);
      if (const auto pages = page_count()) {
        row.set("page_from", std::int64_t{1}).set("page_to", *pages);
      }
      rows("sources").push_back(row.take());
    }
  }

  void add_pages() {
    if (is_plain_text()) return;
    for (const TextPage& page : text_.before.pages) {
      std::string read(slice(text_.before.text, page.text));
      if (!page.furniture.empty()) read += (read.empty() ? "" : "\n") + page.furniture;
      RowWriter row(table("pages"));
      row.set("doc_id", source_.doc_id).set("page_no", std::int64_t{page.number});
      row.set("width_px", std::int64_t{page.width}).set("height_px", std::int64_t{page.height});
      if (page.dpi > 0) row.set("dpi", std::int64_t{page.dpi});
      row.set("rotation", std::int64_t{page.rotation});
      row.set("mean_conf", real_value(page.mean_confidence));
      row.set("image_sha256", text_value(page.image_sha256)).set("text_ocr", text_value(read));
      rows("pages").push_back(row.take());
    }
  }

  // ---- sections ----

  void set_place(RowWriter& row, std::span<const Bytes> pieces) {
    const Place place = trace_.place(pieces);
    row.set("page_from", int_value(place.page_from)).set("page_to", int_value(place.page_to));
    row.set("bbox", text_value(place.boxes));
  }

  void set_review(RowWriter& row, Codes codes) {
    codes = in_order(codes);
    row.set("review_status", std::string(review_status(codes)));
    row.set("review_reasons", std::move(codes));
  }

  void add_section(std::size_t index) {
    const Section& section = document_.sections[index];
    const Owner owner{"sections", section_ids_[index], {}};
    const Bytes bytes[] = {section.bytes};
    RowWriter row(table("sections"));
    row.set("section_id", owner.id).set("doc_id", source_.doc_id);
    if (section.parent) row.set("parent_section_id", section_ids_[*section.parent]);
    row.set("seq", static_cast<std::int64_t>(index + 1)).set("path", text_value(section.path));
    row.set("level", std::int64_t{section.level}).set("kind", name_of(section.kind));
    set_plain(row, owner, "num_raw", section.num_raw);
    row.set("num_norm", text_value(section.num_norm));
    set_read(row, owner, "heading", section.heading);
    set_read(row, owner, "text", section.text);
    set_place(row, bytes);
    const auto confidence = trace_.mean(bytes);
    row.set("confidence", real_value(confidence));
    Codes codes = section.reasons;
    if (confidence && *confidence < kLowConfidence) codes.emplace_back("OCR_LOW_CONF");
    if (section.text && is_badly_spelled(section.text->value)) {
      codes.emplace_back("TEXT_ILLEGAL_SYLLABLE");
    }
    if (trace_.is_ambiguous(bytes)) codes.emplace_back("RESTORE_AMBIGUOUS");
    set_review(row, std::move(codes));
    rows("sections").push_back(row.take());
  }

  // ---- tasks ----

  std::optional<double> set_confidence(RowWriter& row, const Owner& owner, std::string_view column,
                                       const Text& field) {
    if (!field || field->source.empty()) return std::nullopt;
    const auto least = trace_.least(trace_.pieces(field->source, owner.rows));
    row.set(column, real_value(least));
    return least;
  }

  void add_task(std::size_t index) {
    const Task& task = document_.tasks[index];
    const Owner owner{"tasks", task_ids_[index], task.bytes};
    RowWriter row(table("tasks"));
    row.set("task_id", owner.id).set("doc_id", source_.doc_id);
    row.set("section_id", section_ids_[task.section]);
    row.set("seq", static_cast<std::int64_t>(index + 1));
    const bool in_table = task.origin == document::TaskOrigin::kTable;
    row.set("origin", std::string(in_table ? "table" : "prose"));
    if (task.appendix > 0) row.set("appendix", "PL" + std::to_string(task.appendix));
    if (in_table) row.set("table_no", std::int64_t{task.table_no});
    row.set("row_no", std::int64_t{task.row_no});
    if (task.parent_task) row.set("parent_task_id", task_ids_[*task.parent_task]);
    set_plain(row, owner, "ordinal_raw", task.ordinal_raw);
    row.set("ordinal_norm", text_value(task.ordinal_norm));
    set_plain(row, owner, "task_code", task.task_code);
    set_derived(row, owner, "group_path", text_value(task.group_path), {}, document::Basis::kRead);
    set_derived(row, owner, "group_text", text_value(task.group_text), {}, document::Basis::kRead);
    set_read(row, owner, "task_text", task.task_text);
    set_read(row, owner, "output", task.output);
    set_read(row, owner, "lead_raw", task.lead_raw);
    set_read(row, owner, "coop_raw", task.coop_raw);
    set_read(row, owner, "deadline_raw", task.deadline_raw);
    set_plain(row, owner, "budget_raw", task.budget_raw);
    row.set("budget_vnd", int_value(task.budget_vnd));
    set_plain(row, owner, "note", task.note);
    row.set("extra", text_value(extra_json(task)));
    set_place(row, task.bytes);
    set_due(row, owner, task);
    set_review(row, task_reasons(row, owner, task));
    rows("tasks").push_back(row.take());
    add_deadlines(task, owner.id);
    add_agencies(task, owner.id);
  }

  static std::string extra_json(const Task& task) {
    if (task.extra.empty()) return {};
    nlohmann::ordered_json out = nlohmann::ordered_json::object();
    for (const auto& [header, cell] : task.extra) {
      auto& value = out[header];  // two columns of one name share an entry
      value = value.is_null() ? cell : value.get<std::string>() + "\n" + cell;
    }
    return out.dump();
  }

  void set_due(RowWriter& row, const Owner& owner, const Task& task) {
    const Deadline& due = task.deadlines[chosen_deadline(task.deadlines)];
    const auto basis = due.inferred ? document::Basis::kInferred : document::Basis::kRead;
    const auto from = task.deadline_raw ? std::optional(task.deadline_raw->source) : std::nullopt;
    const auto confidence =
        task.deadline_raw ? std::optional(task.deadline_raw->confidence) : std::nullopt;
    const auto set = [&](std::string_view column, const std::optional<std::string>& value) {
      set_derived(row, owner, column, text_value(value), from, basis, confidence);
    };
    row.set("deadline_kind", name_of(due.kind));
    set("due_date", due.due_date);
    if (due.due_op) set("due_op", name_of(*due.due_op));
    set("due_last_day", due.due_last_day);
    row.set("due_inferred", due.inferred);
    set("period", due.period);
    set("recurrence", due.recurrence);
    set("anchor", due.anchor);
  }

  Codes task_reasons(RowWriter& row, const Owner& owner, const Task& task) {
    Codes codes = task.reasons;
    const auto add = [&](bool when, const char* code) {
      if (when) codes.emplace_back(code);
    };
    bool is_low = false;
    const std::pair<std::string_view, const Text*> kFields[] = {
        {"conf_task", &task.task_text},
        {"conf_lead", &task.lead_raw},
        {"conf_coop", &task.coop_raw},
        {"conf_output", &task.output},
        {"conf_deadline", &task.deadline_raw}};
    for (const auto& [column, field] : kFields) {
      is_low = set_confidence(row, owner, column, *field).value_or(1) < kLowConfidence || is_low;
    }
    add(is_low, "OCR_LOW_CONF");
    add(trace_.is_ambiguous(task.bytes), "RESTORE_AMBIGUOUS");
    add(!task.task_text, "TASK_EMPTY");
    add(task.task_text && is_badly_spelled(task.task_text->value), "TEXT_ILLEGAL_SYLLABLE");
    add(task.deadlines.size() > 1, "MULTI_DEADLINE");
    for (const Deadline& deadline : task.deadlines) add_deadline_reasons(codes, deadline);
    for (const AgencyMention& agency : task.agencies) {
      codes.insert(codes.end(), agency.reasons.begin(), agency.reasons.end());
    }
    const bool has_lead = std::ranges::any_of(task.agencies, [](const AgencyMention& agency) {
      return agency.role == document::AgencyRole::kLead;
    });
    add(!has_lead, "LEAD_MISSING");
    add(has_lead && is_own_support(task), "COOP_EQ_LEAD");
    return codes;
  }

  static bool is_own_support(const Task& task) {
    std::set<std::string> leads;
    for (const AgencyMention& agency : task.agencies) {
      if (agency.role == document::AgencyRole::kLead) leads.insert(text::fold_key(agency.norm));
    }
    return std::ranges::any_of(task.agencies, [&](const AgencyMention& agency) {
      return agency.role == document::AgencyRole::kCoop &&
             leads.contains(text::fold_key(agency.norm));
    });
  }

  void add_deadline_reasons(Codes& codes, const Deadline& deadline) const {
    const document::Header& header = document_.header;
    codes.insert(codes.end(), deadline.reasons.begin(), deadline.reasons.end());
    if (deadline.inferred) codes.emplace_back("DUE_INFERRED");
    if (!deadline.due_date) return;
    const bool is_issued = header.issued_edtf && is_full_date(header.issued_edtf->value);
    if (is_issued && *deadline.due_date < header.issued_edtf->value) {
      codes.emplace_back("DUE_BEFORE_ISSUE");
    }
    if (header.plan_year && *deadline.due_date > std::to_string(*header.plan_year + 5) + "-12-31") {
      codes.emplace_back("DUE_FAR");
    }
  }

  void add_deadlines(const Task& task, const std::string& id) {
    const double confidence = task.deadline_raw ? task.deadline_raw->confidence : 1;
    for (std::size_t i = 0; i < task.deadlines.size(); ++i) {
      const Deadline& deadline = task.deadlines[i];
      RowWriter row(table("task_deadlines"));
      row.set("task_id", id).set("seq", static_cast<std::int64_t>(i + 1));
      row.set("raw", text_value(deadline.raw)).set("label", text_value(deadline.label));
      row.set("kind", name_of(deadline.kind)).set("rule", deadline.rule);
      row.set("due_date", text_value(deadline.due_date));
      if (deadline.due_op) row.set("due_op", name_of(*deadline.due_op));
      row.set("due_last_day", text_value(deadline.due_last_day));
      row.set("start_date", text_value(deadline.start_date));
      row.set("period", text_value(deadline.period));
      row.set("recurrence", text_value(deadline.recurrence));
      row.set("recur_count", int_value(deadline.recur_count));
      row.set("anchor", text_value(deadline.anchor));
      row.set("offset_n", int_value(deadline.offset_n));
      row.set("offset_unit", text_value(deadline.offset_unit));
      row.set("inferred", deadline.inferred).set("confidence", real_value(confidence));
      rows("task_deadlines").push_back(row.take());
    }
  }

  void add_agencies(const Task& task, const std::string& id) {
    std::vector<const AgencyMention*> order;
    for (const bool leads : {true, false}) {
      for (const AgencyMention& agency : task.agencies) {
        if ((agency.role == document::AgencyRole::kLead) == leads) order.push_back(&agency);
      }
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
      const AgencyMention& agency = *order[i];
      RowWriter row(table("task_agencies"));
      row.set("task_id", id).set("seq", static_cast<std::int64_t>(i + 1));
      row.set("role", name_of(agency.role)).set("raw", agency.raw).set("norm", agency.norm);
      row.set("agency_id", agency_id(agency)).set("level", name_of(agency.level));
      row.set("place", text_value(agency.place)).set("is_collective", agency.is_collective);
      row.set("is_inherited", agency.is_inherited).set("method", name_of(agency.method));
      row.set("confidence", real_value(agency.confidence));
      rows("task_agencies").push_back(row.take());
    }
  }

  /// The key of a known agency, whose row is added on first sight; NULL for any other.
  Value agency_id(const AgencyMention& agency) {
    if (!agency.agency_name) return {};
    const std::string key = text::fold_key(*agency.agency_name);
    const std::string level = name_of(agency.level);
    const std::string id =
        uuid("agency|" + key + '|' + level + '|' + text::fold_key(agency.place.value_or("")) + '|');
    const document::KnownAgency* const known = document::known_agency(*agency.agency_name);
    RowWriter row(table("agencies"));
    row.set("agency_id", id).set("name", *agency.agency_name).set("name_key", key);
    row.set("level", level).set("place", text_value(agency.place));
    row.set("kind", std::string(known == nullptr ? "other" : known->kind));
    if (known != nullptr) row.set("short_name", text_value(std::string(known->short_name)));
    // districts ended with 2025-06-30 (standards 7.1)
    if (agency.level == document::Level::kDistrict) row.set("valid_to", std::string("2025-07-01"));
    row.set("source", std::string("codau"));
    Row made = row.take();
    // two spellings of one key: the one that sorts last has more marks
    auto& kept = agencies_[id];
    kept = std::max(kept, std::move(made));
    return id;
  }

  // ---- recipients, citations ----

  void add_recipient(std::size_t index) {
    const document::Recipient& recipient = document_.recipients[index];
    if (std::holds_alternative<std::monostate>(text_value(recipient.raw.value))) return;
    const auto seq = static_cast<std::int64_t>(index + 1);
    const Owner owner{"recipients", source_.doc_id + '|' + std::to_string(seq), {}};
    RowWriter row(table("recipients"));
    row.set("doc_id", source_.doc_id).set("seq", seq);
    set_read(row, owner, "raw", recipient.raw);
    const bool is_named = !recipient.agency.norm.empty();
    row.set("norm", is_named ? recipient.agency.norm : recipient.raw.value);
    row.set("agency_id", agency_id(recipient.agency));
    row.set("purpose", name_of(recipient.purpose)).set("copies", int_value(recipient.copies));
    rows("recipients").push_back(row.take());
  }

  [[nodiscard]] std::optional<std::string> section_at(std::uint32_t byte) const {
    for (std::size_t i = document_.sections.size(); i-- > 0;) {
      const Bytes bytes = document_.sections[i].bytes;
      if (bytes.begin <= byte && byte < bytes.end) return section_ids_[i];
    }
    return std::nullopt;
  }

  void add_reference(std::size_t index) {
    const document::Reference& cited = document_.references[index];
    const std::string seq = std::to_string(index + 1);
    const Owner owner{"doc_refs", uuid("ref|" + source_.doc_id + '|' + seq), {}};
    RowWriter row(table("doc_refs"));
    row.set("ref_id", owner.id).set("doc_id", source_.doc_id);
    row.set("seq", static_cast<std::int64_t>(index + 1));
    row.set("section_id", text_value(section_at(cited.source.begin)));
    set_derived(row, owner, "raw", text_value(cited.raw), cited.source, document::Basis::kRead,
                cited.confidence);
    row.set("relation", name_of(cited.relation)).set("type_code", text_value(cited.type_code));
    row.set("number", text_value(cited.number)).set("year", int_value(cited.year));
    row.set("notation", text_value(cited.notation));
    row.set("issued_date", text_value(cited.issued_date));
    row.set("issued_edtf", text_value(cited.issued_edtf));
    row.set("organ_raw", text_value(cited.organ_raw)).set("title", text_value(cited.title));
    row.set("confidence", real_value(cited.confidence));
    rows("doc_refs").push_back(row.take());
  }

  const Document& document_;
  const RestoredDocument& text_;
  const SourceInfo& source_;
  Trace trace_;
  Records records_;
  std::vector<std::string> section_ids_, task_ids_;
  std::map<std::string, Row> agencies_;
};

}  // namespace

Records to_records(const document::Document& document, const RestoredDocument& text,
                   const SourceInfo& source) {
  return Writer(document, text, source).take();
}

}  // namespace codau::record
