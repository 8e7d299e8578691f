#include <algorithm>
#include <cstddef>

#include "document/header/header.h"
#include "document/header/header_places.h"
#include "document/references/document_type.h"
#include "record/rows/law_type.h"
#include "record/rows/row_makers.h"
#include "record/schema/codes.h"
#include "record/schema/reasons.h"

namespace codau::record {
namespace {

bool is_plain_text(const RestoredDocument& text) {
  return text.before.pages.empty() || text.before.pages.front().number == 0;
}

std::optional<std::int64_t> page_count(const RowBuilder& builder) {
  if (is_plain_text(builder.text)) return std::nullopt;
  return std::int64_t{builder.document.page_to} - builder.document.page_from + 1;
}

bool has_page(const document::Document& document, const TextPage& page) {
  return page.number >= document.page_from && page.number <= document.page_to;
}

/// Returns the mean confidence of the document's words; nothing for plain text.
std::optional<double> mean_confidence(const RowBuilder& builder) {
  const TextDocument& text = builder.text.after;
  const ByteRange all = builder.document.bytes;
  if (is_plain_text(builder.text) || text.scanned_words.empty()) return std::nullopt;
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

/// Sets place and date (3.5, 3.6). The best date is the printed date, until another document states
/// a better one.
void set_issue(RowBuilder& builder, DocumentRow& row, const EvidenceOwner& owner) {
  const document::Header& header = builder.document.header;
  builder.set_read_field(row, owner, Documents::issued_place, header.issued_place);
  row.set(Documents::issued_date_basis, std::string("none"));
  if (header.issued_line) {
    row.set(Documents::issued_date_ocr,
            to_text_value(builder.source_map.as_read(header.issued_line->source)));
  }
  if (header.issued_proposed)
    builder.propose(row.text(Documents::issued_date_ocr), owner, Documents::issued_date.name,
                    *header.issued_proposed, 1);
  if (!header.issued_edtf) return;
  const auto& date = *header.issued_edtf;
  builder.set_derived_value(row, owner, Documents::issued_edtf, to_text_value(date.value),
                            date.source, date.basis, date.confidence);
  if (!is_full_date(date.value)) return;
  const bool printed = date.basis == document::Basis::kRead || date.basis == document::Basis::kHand;
  if (printed) {
    builder.set_derived_value(row, owner, Documents::issued_date, date.value, date.source,
                              date.basis, date.confidence);
    // an appendix alone has no line of place and date, but "(Kèm theo Kế hoạch số … ngày …)"
    if (!header.issued_line)
      row.set(Documents::issued_date_ocr, to_text_value(builder.source_map.as_read(date.source)));
  }
  builder.set_derived_value(row, owner, Documents::issued_date_best, date.value, date.source,
                            date.basis, date.confidence);
  row.set(Documents::issued_date_basis,
          std::string(printed                                ? "printed"
                      : date.basis == document::Basis::kXref ? "xref"
                                                             : "inferred"));
}

/// Sets the number. A number that was read fused with "Số" is a guess until another document cites
/// the number (3.3). Then the value is inferred, and a proposed correction holds the text as read.
void set_number(RowBuilder& builder, DocumentRow& row, const EvidenceOwner& owner) {
  const document::TextField& number = builder.document.header.code_number;
  const bool is_guess = number && number->basis == document::Basis::kInferred &&
                        !number->source.empty() &&
                        builder.source_map.as_read(number->source) != number->value;
  if (!is_guess) return builder.set_read_field(row, owner, Documents::code_number, number);
  builder.set_plain_field(row, owner, Documents::code_number, number);
  const std::string read = builder.source_map.as_read(number->source);
  const ByteRange piece[] = {number->source};
  Change change;
  change.in = {0, static_cast<std::uint32_t>(read.size())};
  change.before = read;
  change.after = number->value;
  change.rule = "3.3";
  change.source = "normalise";
  change.confidence = builder.confidence("number", number->confidence,
                                         builder.source_map.pieces(number->source, owner.rows));
  builder.add_correction(owner, Documents::code_number.name, change, 1,
                         builder.source_map.place(piece).page_from, "proposed");
}

/// Returns the flags of the document. REF_UNRESOLVED is added if the document cites others, and
/// goes when all cited documents are found.
ReasonCodes flags_of(const document::Document& document) {
  ReasonCodes flags = document.flags;
  const bool cites = std::ranges::any_of(document.references, [](const auto& reference) {
    return reference.relation != document::Relation::kSelf;
  });
  if (cites) flags.emplace_back("REF_UNRESOLVED");
  return sort_reasons(flags);
}

/// Returns whether one of the first lines of the document has a label for its number.
bool is_number_printed(const RowBuilder& builder) {
  const TextDocument& text = builder.text.after;
  const ByteRange of = builder.document.bytes;
  const auto first = std::ranges::partition_point(
      text.lines, [&](const TextLine& line) { return line.text.begin < of.begin; });
  const auto last =
      first + std::min<std::ptrdiff_t>(document::kMaxDocumentHeadLines, text.lines.end() - first);
  return std::any_of(first, last, [&](const TextLine& line) {
    return line.text.end <= of.end && document::has_number_label(slice(text.text, line.text));
  });
}

/// Returns the flags that nobody is asked about. They concern a missing number or date in three
/// cases:
/// 1. The document is plain text, which has no handwriting.
/// 2. The page has no place for the number or date.
/// 3. Another document promulgates this one.
ReasonCodes unasked(const RowBuilder& builder) {
  const document::Header& header = builder.document.header;
  if (is_plain_text(builder.text)) return {"NUMBER_BLANK", "DATE_PARTIAL", "DATE_MISSING"};
  ReasonCodes out;
  const bool is_promulgated = builder.document.promulgator.has_value();
  if ((!header.code_notation || is_promulgated) && !is_number_printed(builder))
    out.emplace_back("NUMBER_BLANK");
  if (is_promulgated && !header.issued_line) out.emplace_back("DATE_MISSING");
  return out;
}

/// Sets flags and review reasons. A flag that nobody is asked about is no review reason.
void set_flags(RowBuilder& builder, DocumentRow& row, const EvidenceOwner& owner) {
  const ReasonCodes flags = builder.set_review(row, owner, flags_of(builder.document));
  row.set(Documents::flags, flags);
  ReasonCodes asked = flags;
  for (const std::string& code : unasked(builder)) std::erase(asked, code);
  if (asked.size() == flags.size()) return;
  row.set(Documents::review_status, std::string(compute_review_status(asked)))
      .set(Documents::review_reasons, asked);
}

void set_organ(RowBuilder& builder, DocumentRow& row, const EvidenceOwner& owner) {
  const document::Header& header = builder.document.header;
  builder.set_read_field(row, owner, Documents::governing_organ, header.governing_organ);
  builder.set_read_field(row, owner, Documents::organ_name, header.organ_name);
  row.set(Documents::organ_basis, to_text_value(to_code(header.organ_basis)));
  if (!header.organ_name) return;
  const ByteRange from = header.organ_name->source;
  if (header.organ_level != document::AgencyLevel::kUnknown) {
    builder.set_derived_value(row, owner, Documents::organ_level, to_code(header.organ_level), from,
                              document::Basis::kInferred, header.organ_name->confidence);
  }
  if (header.governing_organ)
    builder.set_issuer(builder.agency_id(
        make_header_organ(builder.lexicon, header, *header.governing_organ, false)));
  const document::AgencyMention organ = make_header_organ(
      builder.lexicon, header, *header.organ_name, header.governing_organ.has_value());
  const std::optional<std::string> id = builder.agency_id(organ);
  builder.set_derived_value(row, owner, Documents::organ_agency_id, id, from,
                            document::Basis::kInferred, organ.confidence);
  builder.set_issuer(id);
}

void set_period(RowBuilder& builder, DocumentRow& row, const EvidenceOwner& owner) {
  const document::Header& header = builder.document.header;
  const auto from = header.subject ? std::optional(header.subject->source) : std::nullopt;
  const auto confidence = header.subject ? std::optional(header.subject->confidence) : std::nullopt;
  constexpr auto kBasis = document::Basis::kInferred;
  builder.set_derived_value(row, owner, Documents::plan_year, header.plan_year, from, kBasis,
                            confidence);
  builder.set_derived_value(row, owner, Documents::period_start, to_text_value(header.period_start),
                            from, kBasis, confidence);
  builder.set_derived_value(row, owner, Documents::period_end, to_text_value(header.period_end),
                            from, kBasis, confidence);
}

void add_document(RowBuilder& builder) {
  const document::Header& header = builder.document.header;
  const EvidenceOwner owner{Documents::kName, builder.source.doc_id, {}};
  DocumentRow row;
  row.set(Documents::doc_id, builder.source.doc_id)
      .set(Documents::source_sha256, builder.source.sha256);
  row.set(Documents::source_bytes, builder.source.bytes);
  row.set(Documents::source_format, builder.source.format)
      .set(Documents::text_layer, builder.source.text_layer);
  row.set(Documents::page_count, page_count(builder))
      .set(Documents::mean_conf, to_real_value(mean_confidence(builder)));
  row.set(Documents::type_code, std::string(document::find_default_type(builder.lexicon).code));
  builder.set_plain_field(row, owner, Documents::type_code, header.type_code);
  builder.set_plain_field(row, owner, Documents::type_name, header.type_name);
  if (header.type_code) {
    row.set(Documents::tt05_type,
            to_text_value(find_law_type_number(builder.lexicon, header.type_code->value)));
  }
  set_number(builder, row, owner);
  builder.set_read_field(row, owner, Documents::code_notation, header.code_notation);
  builder.set_read_field(row, owner, Documents::subject, header.subject);
  builder.set_plain_field(row, owner, Documents::circulation, header.circulation);
  builder.set_read_field(row, owner, Documents::signer_authority, header.signer_authority);
  builder.set_read_field(row, owner, Documents::signer_position, header.signer_position);
  builder.set_read_field(row, owner, Documents::signer_name, header.signer_name);
  set_issue(builder, row, owner);
  set_organ(builder, row, owner);
  set_period(builder, row, owner);
  row.set(Documents::priority, to_code(header.priority))
      .set(Documents::secrecy, to_code(header.secrecy));
  set_flags(builder, row, owner);
  row.set(Documents::lang, std::string("vi"))
      .set(Documents::schema_version, std::string(kSchemaVersion));
  row.set(Documents::pipeline_version, builder.source.pipeline_version);
  builder.add_row(std::move(row));
}

void add_sources(RowBuilder& builder) {
  std::int64_t seq = 0;
  for (const SourceName& name : builder.source.names) {
    std::uint32_t from = builder.document.page_from, to = builder.document.page_to;
    if (name.page_from > 0) {
      from = std::max(from, name.page_from);
      to = std::min(to, name.page_to);
      if (from > to) continue;  // pages of another document of the same files
    }
    SourceRow row;
    row.set(Sources::doc_id, builder.source.doc_id).set(Sources::seq, ++seq);
    row.set(Sources::source_name, name.name).set(Sources::source_path, name.path);
    if (!is_plain_text(builder.text)) row.set(Sources::page_from, from).set(Sources::page_to, to);
    builder.add_row(std::move(row));
  }
}

/// Returns all text of a page as read. If two documents share the page, each gets its own lines.
/// Text beside the lines, such as a seal, goes to the first document, which ends there.
std::string read_on(const RowBuilder& builder, std::size_t place) {
  const TextPage& page = builder.text.before.pages[place];
  const ByteRange all = builder.text.after.pages[place].text, of = builder.document.bytes;
  const bool begins = of.begin <= all.begin, ends = all.end <= of.end;
  std::string read(slice(builder.text.before.text, page.text));
  if (!begins || !ends) {
    read = builder.source_map.as_read({std::max(all.begin, of.begin), std::min(all.end, of.end)});
    read.erase(read.find_last_not_of('\n') + 1);
  }
  if (begins && !page.furniture.empty()) read += (read.empty() ? "" : "\n") + page.furniture;
  return read;
}

void add_pages(RowBuilder& builder) {
  if (is_plain_text(builder.text)) return;
  for (std::size_t i = 0; i < builder.text.before.pages.size(); ++i) {
    const TextPage& page = builder.text.before.pages[i];
    if (!has_page(builder.document, page)) continue;
    const std::string read = read_on(builder, i);
    PageRow row;
    row.set(Pages::doc_id, builder.source.doc_id).set(Pages::page_no, page.number);
    row.set(Pages::width_px, page.width).set(Pages::height_px, page.height);
    if (page.dpi > 0) row.set(Pages::dpi, page.dpi);
    row.set(Pages::rotation, page.rotation);
    row.set(Pages::mean_conf, to_real_value(page.mean_confidence));
    row.set(Pages::image_sha256, to_text_value(page.image_sha256))
        .set(Pages::text_ocr, to_text_value(read));
    builder.add_row(std::move(row));
  }
}

}  // namespace

std::optional<std::string> find_law_type_number(const text::Lexicon& lexicon,
                                                std::string_view type_code) {
  const auto type = document::find_cited_type(lexicon, type_code);
  if (!type || type->code != type_code || type->number == 0) return std::nullopt;
  const std::string number = std::to_string(type->number);
  return number.size() == 1 ? "0" + number : number;
}

document::AgencyMention make_header_organ(const text::Lexicon& lexicon,
                                          const document::Header& header,
                                          const document::Field<std::string>& line,
                                          bool is_governed) {
  document::AgencyContext context = document::make_context(lexicon, header).agencies;
  context.issuer_name = is_governed && header.governing_organ ? header.governing_organ->value : "";
  context.governing_name.clear();
  auto found = document::split_agencies(line.value, document::AgencyRole::kLead, context);
  if (found.size() != 1 || found.front().is_collective) return {};
  return std::move(found.front());
}

void add_document_rows(RowBuilder& builder) {
  add_document(builder);
  add_sources(builder);
  add_pages(builder);
}

}  // namespace codau::record
