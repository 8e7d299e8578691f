#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/box.h"
#include "core/message.h"
#include "core/ocr_page.h"
#include "pipeline/output/handwritten_words.h"
#include "record/edits/edit_rules.h"
#include "record/edits/review_doubts.h"
#include "record/rows/document_types.h"
#include "record/schema/codes.h"
#include "record/schema/find_cell.h"
#include "record/schema/flat_tables.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "review/queue/action_target.h"
#include "review/queue/document_verdict.h"
#include "review/queue/json.h"
#include "review/queue/rows.h"
#include "review/queue/scan_excerpt.h"
#include "review/queue/text_segments.h"
#include "review/queue/typed_values.h"
#include "review/views/alternatives.h"
#include "review/views/archive_neighbours.h"
#include "review/views/handwriting_matches.h"
#include "review/views/handwritten_offers.h"
#include "review/views/strips_in_question.h"
#include "review/views/views.h"

namespace codau::review {
namespace {

using record::Column;
using record::Documents;
using record::Row;
using record::Table;
using record::Tasks;

/// Bytes of text that are shown on each side of a value.
constexpr std::size_t kAround = 160;

/// The place and the confidence of a value, from the table `evidence`.
struct ValueEvidence {
  std::int64_t page = 0;
  std::string bbox, basis;
  std::optional<double> confidence;
};

ValueEvidence evidence_of(const store::StoreReader& reader, std::string_view doc_id,
                          std::string_view name, std::string_view id, std::string_view field) {
  ValueEvidence out;
  reader.for_each_row_of(
      record::table(record::TableId::kEvidence), doc_id, [&](const Row& row, std::string_view) {
        using record::Evidence;
        const record::ConstCells<Evidence> cells(row);
        if (cells.text(Evidence::row_id) != id || cells.text(Evidence::field) != field ||
            cells.text(Evidence::table_name) != name)
          return;
        out.page = cells.get(Evidence::page_no).value_or(0);
        out.bbox = cells.text(Evidence::bbox);
        out.basis = cells.text(Evidence::basis);
        out.confidence = cells.get(Evidence::confidence);
      });
  return out;
}

/// Returns the value with the second best restoration of each changed word. The probability is 1
/// less the confidence of the first restoration.
std::vector<ValueAlternative> restored_alternatives(std::string_view text, ByteRange place,
                                                    std::string_view value,
                                                    const std::vector<ChangedWord>& words) {
  std::vector<ValueAlternative> out;
  if (slice(text, place) != value) return out;  // white space differs, so positions differ
  for (const ChangedWord& word : words) {
    if (word.begin < place.begin || word.end > place.end || word.runner_up.empty()) continue;
    std::string other(value);
    other.replace(word.begin - place.begin, word.end - word.begin, word.runner_up);
    out.push_back({std::move(other), word.runner_up,
                   std::string(text.substr(word.begin, word.end - word.begin)),
                   1 - word.confidence});
  }
  return out;
}

Json alternatives_json(std::vector<ValueAlternative> all, std::string_view value) {
  Json out = Json::array();
  for (const ValueAlternative& one : choose_likeliest(std::move(all), value)) {
    out.push_back({{"value", one.value},
                   {"word", one.word},
                   {"instead", one.instead},
                   {"probability", one.probability}});
  }
  return out;
}

/// Adds the words of a page, as they were read, that are in the boxes of a value.
void add_words(const OcrPage& page, const std::vector<PageBox>& boxes,
               std::vector<OcrWordAlternatives>& words) {
  for (const std::size_t i : find_words_in(page, boxes)) {
    const OcrWord& word = page.words[i];
    OcrWordAlternatives& read = words.emplace_back();
    read.text = slice(page.text, word.text);
    read.confidence = word.confidence;
    for (const OcrAlternative& one : word.alternatives)
      read.alternatives.emplace_back(one.text, one.probability);
  }
}

/// Returns one sentence about the words that cause the doubt; nothing if the reasons already say
/// all.
std::optional<Message> why_of(std::span<const std::string> codes,
                              const std::vector<OcrWordAlternatives>& read,
                              const std::vector<ChangedWord>& changed) {
  const auto has = [&](std::string_view code) {
    return std::ranges::find(codes, code) != codes.end();
  };
  const auto least = std::ranges::min_element(read, {}, &OcrWordAlternatives::confidence);
  if (has("OCR_LOW_CONF") && least != read.end() && least->confidence < kSureWordConfidence) {
    return both("Từ “" + least->text + "” đọc chưa chắc.",
                "The reading of “" + least->text + "” is unsure.");
  }
  if (has("RESTORE_AMBIGUOUS")) {
    for (const ChangedWord& word : changed) {
      if (!word.is_unsure() || word.runner_up.empty()) continue;
      return both("“" + word.before + "” có thể là “" + word.runner_up + "”.",
                  "“" + word.before + "” may be “" + word.runner_up + "”.");
    }
  }
  return std::nullopt;
}

/// The data of a doubt from which the response is made.
struct Case {
  ActionTarget target;
  std::string name, printed;  ///< the table, and the column in which the value is printed
  ValueEvidence evidence;
  std::string text, value;  ///< text of the document; the value as printed in it
  std::optional<ByteRange> place;
  [[nodiscard]] bool is_value_printed() const {
    return printed == target.field && !target.field.empty() &&
           printed != Documents::code_number.name;
  }
  [[nodiscard]] bool is_of_document() const {
    return target.table->id == record::TableId::kDocuments;
  }
};

/// Returns the form in which the text has the value. A number is followed by its notation, and a
/// date is written in words.
std::string value_in_text(const ActionTarget& target, std::string_view printed) {
  if (target.field.empty()) {
    const record::TableId table = target.table->id;
    return target.text(table == record::TableId::kTasks      ? Tasks::task_text.name
                       : table == record::TableId::kSections ? record::Sections::text.name
                                                             : Documents::subject.name);
  }
  if (printed == Documents::code_number.name) {
    const std::string notation = target.text(Documents::code_notation.name);
    return target.text(printed) + record::find_notation_separator(notation) + notation;
  }
  return target.text(printed == Documents::issued_date.name ? Documents::issued_date_ocr.name
                                                            : printed);
}

Case case_of(const ViewContext& view, ActionTarget target) {
  Case out;
  out.name = target.table->name;
  out.printed = record::find_printed_column(out.name, target.field);
  const std::string_view own_text = target.table->id == record::TableId::kTasks
                                        ? Tasks::task_text.name
                                        : record::Sections::text.name;
  out.evidence = evidence_of(view.store, target.doc_id, out.name, target.row_id,
                             target.field.empty() ? own_text : out.printed);
  out.text = read_text(view, target.doc_id);
  const ByteRange page =
      find_page(out.text, static_cast<std::size_t>(std::max<std::int64_t>(out.evidence.page, 1)));
  out.value = value_in_text(target, out.printed);
  out.place = find_value_place(out.text, out.value, page.begin);
  out.target = std::move(target);
  return out;
}

Json head_json(const Case& of) {
  const ActionTarget& target = of.target;
  Json out{{"doc_id", target.doc_id},
           {"table", of.name},
           {"row_id", target.row_id},
           {"field", target.field},
           {"label", make_message_json(make_column_label(of.name, target.field))},
           {"value", target.typed()},
           {"version", target.version()},
           {"status", target.status()},
           {"page", of.evidence.page},
           {"basis", of.evidence.basis}};
  if (of.evidence.confidence) out["confidence"] = *of.evidence.confidence;
  return out;
}

/// Adds the permitted codes of the value, and the text as it was read.
void add_column(const ViewContext& view, const Case& of, Json& out) {
  const ActionTarget& target = of.target;
  if (target.column == nullptr) return;
  Json codes = Json::array();
  if (target.column->codes != nullptr) {
    for (const record::CodeEntry& code : *target.column->codes)
      codes.push_back({{"code", code.code}, {"vi", code.name_vi}, {"en", code.name_en}});
  }
  if (of.is_of_document() && target.field == Documents::type_code.name) {
    for (const auto& [code, type] : record::list_document_types(view.lexicon))
      codes.push_back({{"code", code}, {"vi", type}, {"en", type}});
  }
  out["codes"] = std::move(codes);
  out["is_date"] = target.column->type == record::ColumnType::kDate;
  out["is_needed"] = record::is_required_field(target.table->name, target.field);
  if (find_schema_column(*target.table, of.printed + "_ocr") != nullptr)
    out["read"] = target.text(of.printed + "_ocr");
  if (of.printed == Documents::issued_date.name)
    out["printed"] = target.text(Documents::issued_date_ocr.name);
  else if (of.printed != target.field)
    out["printed"] = target.text(of.printed);
}

/// Returns the first three pages whose warnings put the whole document in review.
std::vector<ScanExcerpt> pages_with(const ViewContext& view, const std::vector<ScanPage>& pages,
                                    const std::string& source, std::span<const std::string> codes) {
  constexpr std::array<std::string_view, 3> kOfPages{"NO_TEXT", "READ_SIMPLY", "IMAGE_TRUNCATED"};
  constexpr std::size_t kMost = 3;
  std::vector<std::string> wanted;
  std::ranges::copy_if(codes, std::back_inserter(wanted), [&](const std::string& code) {
    return std::ranges::find(kOfPages, code) != kOfPages.end();
  });
  std::vector<ScanExcerpt> out;
  for (const ScanPage& page : pages) {
    if (wanted.empty() || out.size() == kMost) break;
    const auto read = load_ocr_page(view.out, source, page);
    const auto is_wanted = [&](const std::string& warning) {
      return std::ranges::find(wanted, warning) != wanted.end();
    };
    if (read && std::ranges::any_of(read->warnings, is_wanted))
      out.push_back({page, make_whole_page_box(page), {}});
  }
  return out;
}

/// Returns the parts of the scan to show beside a doubt with these reasons.
std::vector<ScanExcerpt> sight_of(const ViewContext& view, const Case& of,
                                  const std::string& source, std::span<const std::string> codes) {
  const ActionTarget& target = of.target;
  const std::vector<ScanPage> pages = find_scan_pages(view.store, target.doc_id);
  if (of.is_of_document() && target.field.empty()) {
    std::vector<ScanExcerpt> out = pages_with(view, pages, source, codes);
    if (!out.empty()) return out;
  }
  const std::string own = of.is_of_document() ? "" : target.text(Tasks::bbox.name);
  const std::string& bbox = of.evidence.bbox;
  const std::vector<PageMark> marks =
      parse_marks(target.field.empty() || bbox.empty() ? own : bbox);
  double bottom = 1;
  if (marks.empty() && !pages.empty() && target.field.starts_with("signer")) {
    if (const auto read = load_ocr_page(view.out, source, pages.back()))
      bottom = find_text_bottom(pages.back(), *read);
  }
  return find_excerpts(pages, marks, of.name, target.field, bottom);
}

/// Reduces a part that is too high to read at once to the lines with words that were hard to read.
void narrow(ScanExcerpt& shown, const OcrPage& read) {
  constexpr double kMostInches = 2.4;
  const bool lies = shown.page.turn == 90 || shown.page.turn == 270;
  const std::int32_t height = lies ? width_of(shown.part) : height_of(shown.part),
                     dpi = shown.page.dpi > 0 ? shown.page.dpi : 200;
  if (height < kMostInches * dpi) return;
  std::vector<PageBox> hard;
  for (const std::size_t i : find_words_in(read, shown.boxes)) {
    if (read.words[i].confidence >= kSureWordConfidence) continue;
    hard.push_back(read.words[i].box);
    const PageBox part = find_part_around(shown.page, hard);
    if ((lies ? width_of(part) : height_of(part)) > kMostInches * dpi && hard.size() > 1) {
      hard.pop_back();
      break;
    }
  }
  if (!hard.empty()) shown.part = find_part_around(shown.page, hard);
}

/// If the field has no boxes, shows the line around its handwriting instead of the whole head.
void show_handwriting(ScanExcerpt& shown, const OcrPage& read, std::string_view field) {
  if (!shown.boxes.empty()) return;
  for (const pipeline::HandwrittenWord& word : pipeline::find_handwritten_words(read)) {
    if ((word.part == "number") == (field == Documents::code_number.name))
      shown.boxes.push_back(word.box);
  }
  if (!shown.boxes.empty()) shown.part = find_part_around(shown.page, shown.boxes);
}

/// The words that were read in the pictures of a doubt.
struct ScanReading {
  std::vector<OcrWordAlternatives> words;
  std::vector<ValueAlternative> handwritten;
  std::vector<StripInQuestion> strips;  ///< of handwritten values
};

/// Adds the pictures to the response, and returns the words that were read there.
ScanReading add_scans(const ViewContext& view, const Case& of, std::span<const std::string> codes,
                      Json& out) {
  Json scans = Json::array();
  const std::string source = find_source(view.store, of.target.doc_id);
  ScanReading read;
  for (ScanExcerpt& shown : sight_of(view, of, source, codes)) {
    const auto page_read = load_ocr_page(view.out, source, shown.page);
    if (page_read) {
      add_words(*page_read, shown.boxes, read.words);
      if (of.is_of_document() && read.handwritten.empty()) {
        read.handwritten = find_handwritten_values(*page_read, of.target.field,
                                                   of.target.text(Documents::issued_edtf.name));
        if (!read.handwritten.empty()) {
          read.strips = find_strips_in_question(view, of.target, source, shown.page, *page_read);
          show_handwriting(shown, *page_read, of.target.field);
        }
      }
      narrow(shown, *page_read);
    }
    scans.push_back(make_scan_json(of.target.doc_id, shown, page_read));
  }
  out["scans"] = std::move(scans);
  return read;
}

/// Returns the other values of the row.
Json rest_of_row(const Case& of) {
  const ActionTarget& target = of.target;
  Json row = Json::array();
  for (const Column& column : target.table->columns) {
    if (!record::is_editable(of.name, column.name) || column.name == target.field) continue;
    const auto place = static_cast<std::size_t>(&column - target.table->columns.data());
    const std::string typed = format_typed(column, target.row[place]);
    if (typed.empty() || make_column_label(of.name, column.name).vi == column.name) continue;
    row.push_back({{"field", column.name},
                   {"label", make_message_json(make_column_label(of.name, column.name))},
                   {"value", typed}});
  }
  return row;
}

/// Returns the possible values of a handwritten number or date, weighed by other documents of the
/// archive.
std::vector<ValueAlternative> rank_handwritten(const ViewContext& view, const ActionTarget& of,
                                               const ScanReading& read) {
  const bool is_number = of.field == Documents::code_number.name;
  return weigh_by_handwriting(
      weigh_by_neighbours(read.handwritten, find_neighbours(view.store, of.row),
                          is_number ? "" : of.text(Documents::code_number.name),
                          is_number ? of.text(Documents::issued_date.name) : ""),
      read.strips);
}

/// Adds the reasons of the doubt, and the other doubts of the row. Returns the codes of the
/// reasons.
std::vector<std::string> add_reasons(const ViewContext& view, const Case& of, Json& out) {
  std::vector<std::string> codes;
  Json others = Json::array();
  for (const ReviewDoubt& one : view.queue.of_row(of.target.doc_id, of.name, of.target.row_id)) {
    if (one.field == of.target.field) {
      codes = one.reasons;
    } else {
      others.push_back(make_message_json(make_column_label(of.name, one.field)));
    }
  }
  out["reasons"] = make_reasons_json(codes);
  out["others"] = std::move(others);
  return codes;
}

Json whole_json(const ViewContext& view, const std::string& doc_id) {
  Json out = make_document_json(view.store, doc_id);
  if (const auto document_verdict = find_document_verdict(view.store, doc_id))
    out["version"] = document_verdict->version;
  out["open"] = count_unsettled(view.queue.of_document(doc_id));
  return out;
}

/// Adds the text around the value. Returns the words of the value that restoration changed. Adds
/// other restorations to `alternatives`.
std::vector<ChangedWord> add_context(const ViewContext& view, const Case& of, Json& out,
                                     std::vector<ValueAlternative>& alternatives) {
  if (!of.place) {
    if (!out["scans"].empty() || of.text.empty()) return {};
    // For a text without pages, the beginning is shown; for the signer, the end.
    const bool ends = of.target.field.starts_with("signer");
    const auto at = static_cast<std::uint32_t>(ends ? of.text.size() : 0);
    const ByteRange part = find_surroundings(of.text, {at, at}, 4 * kAround);
    out["context"] = make_segments_json(split_into_segments(of.text, part, std::nullopt, {}));
    return {};
  }
  const ByteRange around = find_surroundings(of.text, *of.place, kAround);
  std::vector<ChangedWord> words =
      find_changed_words(read_changes(view, of.target.doc_id), around.begin, around.end);
  out["context"] = make_segments_json(split_into_segments(of.text, around, of.place, words));
  if (of.is_value_printed()) {
    for (ValueAlternative& one : restored_alternatives(of.text, *of.place, of.value, words))
      alternatives.push_back(std::move(one));
  }
  std::erase_if(words, [&](const ChangedWord& word) {
    return word.begin < of.place->begin || word.end > of.place->end;
  });
  return words;
}

}  // namespace

JsonResponse answer_doubt(const ViewContext& view, const RequestParams& asked) {
  auto target = find_action_target(view.store, at(asked, "doc"), at(asked, "table"),
                                   at(asked, "row"), at(asked, "field"));
  if (!target) return make_not_found_response();
  const Case of = case_of(view, std::move(*target));
  const ActionTarget& about = of.target;
  Json out = head_json(of);
  add_column(view, of, out);
  const std::vector<std::string> codes = add_reasons(view, of, out);
  const ScanReading read = add_scans(view, of, codes, out);
  out["row"] = rest_of_row(of);
  out["document"] = whole_json(view, about.doc_id);
  std::vector<ValueAlternative> alternatives;
  if (about.column != nullptr) alternatives = find_alternatives(about.typed(), read.words);
  if (!read.handwritten.empty()) alternatives = rank_handwritten(view, about, read);
  const std::vector<ChangedWord> words = add_context(view, of, out, alternatives);
  if (const auto why = why_of(codes, read.words, words)) out["why"] = make_message_json(*why);
  out["history"] =
      make_history_json(view.store, *about.table, about.doc_id, about.row_id, about.column);
  out["spreads"] = about.column != nullptr && may_spread(of.name, about.field);
  out["alternatives"] = alternatives_json(std::move(alternatives), about.typed());
  return make_response(out);
}

}  // namespace codau::review
