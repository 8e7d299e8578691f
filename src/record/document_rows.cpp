#include <algorithm>
#include <cstddef>

#include "document/header/header.h"
#include "document/header/header_places.h"
#include "document/references/document_type.h"
#include "record/codes.h"
#include "record/law_type.h"
#include "record/making.h"
#include "record/reasons.h"

namespace codau::record {
namespace {

bool is_plain_text(const RestoredDocument& text) {
  return text.before.pages.empty() || text.before.pages.front().number == 0;
}

std::optional<std::int64_t> page_count(const Making& making) {
  if (is_plain_text(making.text)) return std::nullopt;
  return std::int64_t{making.document.page_to} - making.document.page_from + 1;
}

bool is_of(const document::Document& document, const TextPage& page) {
  return page.number >= document.page_from && page.number <= document.page_to;
}

/// Of the words of the document.
std::optional<double> mean_confidence(const Making& making) {
  const TextDocument& text = making.text.after;
  const ByteRange all = making.document.bytes;
  if (is_plain_text(making.text) || text.scanned_words.empty()) return std::nullopt;
  double sum = 0;
  std::size_t words = 0;
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    if (text.words[i].begin < all.begin || text.words[i].begin >= all.end) continue;
    sum += text.scanned_words[i].confidence;
    ++words;
  }
  if (words == 0) return std::nullopt;
  return sum / static_cast<double>(words);
}

/// Place and date (3.5, 3.6): the best date is the printed one until another document knows
/// better.
void set_issue(Making& making, RowWriter& row, const Owner& owner) {
  const document::Header& header = making.document.header;
  making.set_read(row, owner, "issued_place", header.issued_place);
  row.set("issued_date_basis", std::string("none"));
  if (header.issued_line) {
    row.set("issued_date_ocr", text_value(making.trace.as_read(header.issued_line->source)));
  }
  if (header.issued_proposed) making.propose(row, owner, "issued_date", *header.issued_proposed, 1);
  if (!header.issued_edtf) return;
  const auto& date = *header.issued_edtf;
  making.set_derived(row, owner, "issued_edtf", text_value(date.value), date.source, date.basis,
                     date.confidence);
  if (!is_full_date(date.value)) return;
  const bool printed = date.basis == document::Basis::kRead;
  if (printed) {
    making.set_derived(row, owner, "issued_date", date.value, date.source, date.basis,
                       date.confidence);
    // an appendix alone has no line of place and date, but "(Kèm theo Kế hoạch số … ngày …)"
    if (!header.issued_line)
      row.set("issued_date_ocr", text_value(making.trace.as_read(date.source)));
  }
  making.set_derived(row, owner, "issued_date_best", date.value, date.source, date.basis,
                     date.confidence);
  row.set("issued_date_basis", std::string(printed                                ? "printed"
                                           : date.basis == document::Basis::kXref ? "xref"
                                                                                  : "inferred"));
}

/// A number that was read fused with "Số" is a guess until another document cites it (3.3): the
/// value is inferred, what was read stands in a proposed correction.
void set_number(Making& making, RowWriter& row, const Owner& owner) {
  const document::Text& number = making.document.header.code_number;
  const bool is_guess = number && number->basis == document::Basis::kInferred &&
                        !number->source.empty() &&
                        making.trace.as_read(number->source) != number->value;
  if (!is_guess) return making.set_read(row, owner, "code_number", number);
  making.set_plain(row, owner, "code_number", number);
  const std::string read = making.trace.as_read(number->source);
  const ByteRange piece[] = {number->source};
  Change change;
  change.in = {0, static_cast<std::uint32_t>(read.size())};
  change.before = read;
  change.after = number->value;
  change.rule = "3.3";
  change.source = "normalise";
  change.confidence = making.confidence("number", number->confidence,
                                        making.trace.pieces(number->source, owner.rows));
  making.add_correction(owner, "code_number", change, 1, making.trace.place(piece).page_from,
                        "proposed");
}

/// The document's own, and REF_UNRESOLVED until another document turns out to be the one cited.
Codes flags_of(const document::Document& document) {
  Codes flags = document.flags;
  const bool cites = std::ranges::any_of(document.references, [](const auto& reference) {
    return reference.relation != document::Relation::kSelf;
  });
  if (cites) flags.emplace_back("REF_UNRESOLVED");
  return in_order(flags);
}

/// Whether a line among the first of the document has a place for its number.
bool is_number_printed(const Making& making) {
  const TextDocument& text = making.text.after;
  const ByteRange of = making.document.bytes;
  const auto first = std::ranges::partition_point(
      text.lines, [&](const TextLine& line) { return line.text.begin < of.begin; });
  const auto last =
      first + std::min<std::ptrdiff_t>(document::kMostHeadLines, text.lines.end() - first);
  return std::any_of(first, last, [&](const TextLine& line) {
    return line.text.end <= of.end && document::prints_number(slice(text.text, line.text));
  });
}

/// Flags that nobody is asked about: a number or date that a plain text lacks, which has nobody's
/// handwriting, or that the page has no place for.
Codes unasked(const Making& making) {
  const document::Header& header = making.document.header;
  if (is_plain_text(making.text)) return {"NUMBER_BLANK", "DATE_PARTIAL", "DATE_MISSING"};
  Codes out;
  const bool is_promulgated = making.document.promulgator.has_value();
  if ((!header.code_notation || is_promulgated) && !is_number_printed(making))
    out.emplace_back("NUMBER_BLANK");
  if (is_promulgated && !header.issued_line) out.emplace_back("DATE_MISSING");
  return out;
}

/// What asks nobody is a flag, and no review reason.
void set_flags(Making& making, RowWriter& row, const Owner& owner) {
  const Codes flags = making.set_review(row, owner, flags_of(making.document));
  row.set("flags", flags);
  Codes asked = flags;
  for (const std::string& code : unasked(making)) std::erase(asked, code);
  if (asked.size() == flags.size()) return;
  row.set("review_status", std::string(review_status(asked))).set("review_reasons", asked);
}

void set_organ(Making& making, RowWriter& row, const Owner& owner) {
  const document::Header& header = making.document.header;
  making.set_read(row, owner, "governing_organ", header.governing_organ);
  making.set_read(row, owner, "organ_name", header.organ_name);
  row.set("organ_basis", text_value(name_of(header.organ_basis)));
  if (!header.organ_name) return;
  const ByteRange from = header.organ_name->source;
  if (header.organ_level != document::Level::kUnknown) {
    making.set_derived(row, owner, "organ_level", name_of(header.organ_level), from,
                       document::Basis::kInferred, header.organ_name->confidence);
  }
  if (header.governing_organ)
    making.set_issuer(
        making.agency_id(header_organ(making.lexicon, header, *header.governing_organ, false)));
  const document::AgencyMention organ =
      header_organ(making.lexicon, header, *header.organ_name, header.governing_organ.has_value());
  const Value id = making.agency_id(organ);
  making.set_derived(row, owner, "organ_agency_id", id, from, document::Basis::kInferred,
                     organ.confidence);
  making.set_issuer(id);
}

void set_period(Making& making, RowWriter& row, const Owner& owner) {
  const document::Header& header = making.document.header;
  const auto from = header.subject ? std::optional(header.subject->source) : std::nullopt;
  const auto confidence = header.subject ? std::optional(header.subject->confidence) : std::nullopt;
  constexpr auto kBasis = document::Basis::kInferred;
  making.set_derived(row, owner, "plan_year", int_value(header.plan_year), from, kBasis,
                     confidence);
  making.set_derived(row, owner, "period_start", text_value(header.period_start), from, kBasis,
                     confidence);
  making.set_derived(row, owner, "period_end", text_value(header.period_end), from, kBasis,
                     confidence);
}

void add_document(Making& making) {
  const document::Header& header = making.document.header;
  const Owner owner{"documents", making.source.doc_id, {}};
  RowWriter row(table("documents"));
  row.set("doc_id", making.source.doc_id).set("source_sha256", making.source.sha256);
  row.set("source_bytes", static_cast<std::int64_t>(making.source.bytes));
  row.set("source_format", making.source.format).set("text_layer", making.source.text_layer);
  row.set("page_count", int_value(page_count(making)))
      .set("mean_conf", real_value(mean_confidence(making)));
  row.set("type_code", std::string(document::no_type(making.lexicon).code));
  making.set_plain(row, owner, "type_code", header.type_code);
  making.set_plain(row, owner, "type_name", header.type_name);
  if (header.type_code) {
    row.set("tt05_type", text_value(tt05_type(making.lexicon, header.type_code->value)));
  }
  set_number(making, row, owner);
  making.set_read(row, owner, "code_notation", header.code_notation);
  making.set_read(row, owner, "subject", header.subject);
  making.set_plain(row, owner, "circulation", header.circulation);
  making.set_read(row, owner, "signer_authority", header.signer_authority);
  making.set_read(row, owner, "signer_position", header.signer_position);
  making.set_read(row, owner, "signer_name", header.signer_name);
  set_issue(making, row, owner);
  set_organ(making, row, owner);
  set_period(making, row, owner);
  row.set("priority", name_of(header.priority)).set("secrecy", name_of(header.secrecy));
  set_flags(making, row, owner);
  row.set("lang", std::string("vi")).set("schema_version", std::string(kSchemaVersion));
  row.set("pipeline_version", making.source.pipeline_version);
  making.rows("documents").push_back(row.take());
}

void add_sources(Making& making) {
  std::int64_t seq = 0;
  for (const SourceName& name : making.source.names) {
    std::uint32_t from = making.document.page_from, to = making.document.page_to;
    if (name.page_from > 0) {
      from = std::max(from, name.page_from);
      to = std::min(to, name.page_to);
      if (from > to) continue;  // pages of another document of the same files
    }
    RowWriter row(table("sources"));
    row.set("doc_id", making.source.doc_id).set("seq", ++seq);
    row.set("source_name", name.name).set("source_path", name.path);
    if (!is_plain_text(making.text))
      row.set("page_from", std::int64_t{from}).set("page_to", std::int64_t{to});
    making.rows("sources").push_back(row.take());
  }
}

/// All text of a page as read. Of one that two documents share each has its own lines; what stands
/// beside the lines, as a seal does, is the first one's, whose closing is there.
std::string read_on(const Making& making, std::size_t place) {
  const TextPage& page = making.text.before.pages[place];
  const ByteRange all = making.text.after.pages[place].text, of = making.document.bytes;
  const bool begins = of.begin <= all.begin, ends = all.end <= of.end;
  std::string read(slice(making.text.before.text, page.text));
  if (!begins || !ends) {
    read = making.trace.as_read({std::max(all.begin, of.begin), std::min(all.end, of.end)});
    read.erase(read.find_last_not_of('\n') + 1);
  }
  if (begins && !page.furniture.empty()) read += (read.empty() ? "" : "\n") + page.furniture;
  return read;
}

void add_pages(Making& making) {
  if (is_plain_text(making.text)) return;
  for (std::size_t i = 0; i < making.text.before.pages.size(); ++i) {
    const TextPage& page = making.text.before.pages[i];
    if (!is_of(making.document, page)) continue;
    const std::string read = read_on(making, i);
    RowWriter row(table("pages"));
    row.set("doc_id", making.source.doc_id).set("page_no", std::int64_t{page.number});
    row.set("width_px", std::int64_t{page.width}).set("height_px", std::int64_t{page.height});
    if (page.dpi > 0) row.set("dpi", std::int64_t{page.dpi});
    row.set("rotation", std::int64_t{page.rotation});
    row.set("mean_conf", real_value(page.mean_confidence));
    row.set("image_sha256", text_value(page.image_sha256)).set("text_ocr", text_value(read));
    making.rows("pages").push_back(row.take());
  }
}

}  // namespace

std::optional<std::string> tt05_type(const text::Lexicon& lexicon, std::string_view type_code) {
  const auto type = document::cited_type(lexicon, type_code);
  if (!type || type->code != type_code || type->number == 0) return std::nullopt;
  const std::string number = std::to_string(type->number);
  return number.size() == 1 ? "0" + number : number;
}

document::AgencyMention header_organ(const text::Lexicon& lexicon, const document::Header& header,
                                     const document::Field<std::string>& line, bool is_governed) {
  document::AgencyContext context = document::context_of(lexicon, header).agencies;
  context.issuer_name = is_governed && header.governing_organ ? header.governing_organ->value : "";
  context.governing_name.clear();
  auto found = document::split_agencies(line.value, document::AgencyRole::kLead, context);
  if (found.size() != 1 || found.front().is_collective) return {};
  return std::move(found.front());
}

void add_document_rows(Making& making) {
  add_document(making);
  add_sources(making);
  add_pages(making);
}

}  // namespace codau::record
