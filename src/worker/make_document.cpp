#include "worker/make_document.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/changes.h"
#include "core/error.h"
#include "document/page_order.h"
#include "document/read_document.h"
#include "export/words/placed_page.h"
#include "io/atomic_file.h"
#include "record/edits/line_edits.h"
#include "record/schema/ids.h"
#include "record/schema/row_codec.h"
#include "text/json_text.h"
#include "text/page_json.h"
#include "text/text_document.h"
#include "worker/late_changes.h"
#include "worker/line_corrections.h"
#include "worker/mark_unread_ink.h"
#include "worker/placed_pages.h"
#include "worker/printed_passages.h"
#include "worker/sub_document_start.h"

namespace codau::worker {
namespace {

bool has_warning(const document::Document& document, const TextDocument& text,
                 std::string_view code) {
  return std::ranges::any_of(text.pages, [&](const TextPage& page) {
    return page.number >= document.page_from && page.number <= document.page_to &&
           std::ranges::find(page.warnings, code) != page.warnings.end();
  });
}

// Returns true if nothing is printed on any page, and no page was lost.
bool has_no_print(const TextDocument& text) {
  return text.text.find_first_not_of(" \t\r\n\f") == std::string::npos &&
         std::ranges::all_of(text.pages, [](const TextPage& page) {
           return page.number == 0 ||
                  std::ranges::find(page.warnings, "BLANK") != page.warnings.end();
         });
}

// Describes the text layers of a source. A layer in use means a born-digital page. Otherwise the
// warnings tell whether an earlier OCR wrote the layer.
record::SourceInfo describe(record::SourceInfo info, const TextDocument& text) {
  bool used = false, read = false, other = false;
  for (const TextPage& page : text.pages) {
    used = used || page.origin == TextOrigin::kTextLayer;
    for (const std::string& code : page.warnings) {
      const bool reading = code == "LAYER_OCR" || code == "LAYER_BAD_OCR";
      read = read || reading;
      other = other || (code.starts_with("LAYER_") && !reading && code != "LAYER_EMPTY");
    }
  }
  info.text_layer = used ? "born_digital" : read ? "ocr" : other ? "unknown" : "none";
  return info;
}

RestorationResult restored(UnrestoredDocument read, const restore::Restorer* restorer,
                           std::string_view kept) {
  if (restorer != nullptr) return restore(*restorer, std::move(read), kept);
  Restoration unchanged;
  unchanged.text = read.text.text;
  return {text::apply_restoration(std::move(read.text), std::move(unchanged)),
          std::move(read.decoded),
          {}};
}

/// Adds the flags of the file, and of the pages of the document.
void add_flags(document::Document& document, const TextDocument& text,
               const std::vector<std::string>& of_file) {
  document.flags.insert(document.flags.end(), of_file.begin(), of_file.end());
  for (const char* const code : {"READ_SIMPLY", "NO_TEXT", "IMAGE_TRUNCATED"}) {
    if (has_warning(document, text, code)) document.flags.emplace_back(code);
  }
  if (has_no_print(text)) document.flags.emplace_back("BLANK");
}

void refuse_secrets(const document::Document& document) {
  if (document.header.secrecy != document::Secrecy::kNone) {
    throw Error(Cause::kSecret, "a secrecy mark was read");
  }
  if (std::ranges::find(document.flags, "SECRET_SUSPECTED") != document.flags.end()) {
    throw Error(Cause::kSecretSuspected, "a secrecy mark is possible and not excluded");
  }
}

// Sends the output of `body` as pieces of `stream`.
template <class Body>
void send_bytes(const StreamSink& send, Stream stream, Body body) {
  io::FileSink sink([&](std::string_view bytes) { send(stream, bytes); });
  body(sink);
  sink.flush();
}

/// Returns the changes within a part of the text, relative to its begin.
std::vector<Change> changes_in(const std::vector<Change>& changes, ByteRange part) {
  std::vector<Change> out;
  for (Change one : changes) {
    if (one.in.begin < part.begin || one.in.end > part.end) continue;
    one.in = {one.in.begin - part.begin, one.in.end - part.begin};
    out.push_back(std::move(one));
  }
  set_output_ranges(out);
  return out;
}

/// Changes of the text after its restoration, each list of the text that the one before makes.
struct LateChanges {
  std::vector<Change> lines;  ///< of people (worker/line_corrections.h)
  std::vector<Change> ink;    ///< worker/mark_unread_ink.h
  [[nodiscard]] bool empty() const { return lines.empty() && ink.empty(); }
};

/// Sends the texts and changes. `late`: changes after `restored`.
void send_texts(const MakeDocument& make, std::string_view found, std::string_view restored,
                const std::vector<Change>& changes, const LateChanges& late,
                const StreamSink& send) {
  send_bytes(send, Stream::kFound, [&](io::FileSink& sink) { sink.write(found); });
  if (!make.restored) return;
  send_bytes(send, Stream::kText, [&](io::FileSink& sink) {
    late.empty() ? sink.write(restored)
                 : sink.write(codau::apply(late.ink, codau::apply(late.lines, restored)));
  });
  send_bytes(send, Stream::kChanges, [&](io::FileSink& sink) {
    if (late.empty()) return write_changes(changes, sink);
    const LateLog log = join_changes(make_late_log(changes), late.lines, found);
    sink.write(to_text(join_changes(log, late.ink, found)));
  });
}

/// A restored file, and the same file with the lines that people corrected.
class CorrectedFile {
 public:
  CorrectedFile(const MakeDocument& make, const RestorationResult& restored)
      : make_(make), restored_(restored) {
    if (!make.restored || make.lines.empty()) return;
    lines_ = correct_lines(restored.document.after, make.lines);
    if (!lines_.changes.empty()) corrected_ = apply_line_changes(restored.document, lines_.changes);
  }

  [[nodiscard]] const RestorationResult& restored() const { return restored_; }
  /// Returns the document from which rows are made.
  [[nodiscard]] const RestoredDocument& document() const {
    return corrected_ ? *corrected_ : restored_.document;
  }
  [[nodiscard]] const std::vector<Change>& changes() const { return lines_.changes; }

  /// Returns the bytes of the restored text that became a part of document().
  [[nodiscard]] ByteRange restored_part(ByteRange part) const {
    return corrected_ ? find_same_lines(restored_.document.after.text, corrected_->after.text, part)
                      : part;
  }
  /// Returns the corrections within a part of the restored text.
  [[nodiscard]] std::vector<record::AppliedLine> applied_in(ByteRange part) const {
    std::vector<record::AppliedLine> out;
    const RestoredDocument& text = restored_.document;
    const std::uint32_t begin = to_input(text.changes, part).begin;
    for (const std::size_t i : lines_.made) {
      const record::LineCorrection& line = make_.lines[i];
      const auto page = std::ranges::find(text.after.pages, line.place.page, &TextPage::number);
      const auto place = find_line(text.after.text, page->text, line.place.line);
      if (!place || place->begin < part.begin || place->end > part.end) continue;
      const ByteRange read = to_input(text.changes, *place);
      out.push_back({line, read.begin - std::min(begin, read.begin),
                     std::string(slice(std::string_view(text.before.text), read))});
    }
    return out;
  }
  /// Removes ink marks in words that a person has corrected.
  [[nodiscard]] std::vector<Change> without_corrected(std::vector<Change> ink) const {
    std::erase_if(ink, [&](const Change& mark) {
      return std::ranges::any_of(lines_.changes, [&](const Change& one) {
        return one.out.begin <= mark.in.end && mark.in.begin <= one.out.end;
      });
    });
    return ink;
  }

 private:
  const MakeDocument& make_;
  const RestorationResult& restored_;
  LineCorrections lines_;
  std::optional<RestoredDocument> corrected_;
};

void send_records(const text::Lexicon& lexicon, const document::Document& document,
                  const RestoredDocument& text, const record::SourceInfo& source,
                  const std::vector<record::AppliedLine>& lines, const StreamSink& send) {
  send_bytes(send, Stream::kRows, [&](io::FileSink& sink) {
    record::Records records = record::to_records(lexicon, document, text, source);
    record::add_line_corrections(records, lines);
    sink.write(record::encode_records(records));
  });
}

/// The final text of a file, and the "[…]" marks in it.
struct Shown {
  const TextDocument& text;
  const std::vector<Change>& ink;  ///< changes of the corrected text, ascending

  [[nodiscard]] ByteRange place(ByteRange of) const {
    return ink.empty() ? of : to_output(ink, of);
  }
};

/// Makes the bytes `where` a separate word, unless they belong to a word already.
void add_word(TextDocument& text, ByteRange where) {
  while (!where.empty() && text.text[where.begin] == ' ') ++where.begin;
  while (!where.empty() && text.text[where.end - 1] == ' ') --where.end;
  const auto next = std::ranges::lower_bound(text.words, where.begin, {}, &ByteRange::begin);
  const auto at = static_cast<std::uint32_t>(next - text.words.begin());
  const auto line = std::ranges::find_if(text.lines, [&](const TextLine& one) {
    return one.text.begin <= where.begin && where.end <= one.text.end;
  });
  if (at == 0 || line == text.lines.end() || text.words[at - 1].end > where.begin) return;
  if (next != text.words.end() && next->begin < where.end) return;
  const ScannedWord before = text.scanned_word(at - 1);
  const bool is_last = at >= line->words.end;
  if (!text.scanned_words.empty()) {
    ScannedWord print{
        is_last ? before.box : exports::find_gap_box(before.box, text.scanned_word(at).box), 0};
    text.scanned_words.insert(text.scanned_words.begin() + at, print);
  }
  text.words.insert(next, where);
  ++line->words.end;
  for (auto behind = std::next(line); behind != text.lines.end(); ++behind)
    behind->words = {behind->words.begin + 1, behind->words.end + 1};
}

TextDocument with_ink(const TextDocument& text, const std::vector<Change>& ink) {
  Restoration marked;
  marked.text = codau::apply(ink, text.text);
  marked.changes = ink;
  TextDocument out = text::apply_restoration(text, std::move(marked)).after;
  for (const Change& one : ink) add_word(out, one.out);
  return out;
}

/// Sends the rows, releases the document, and sends the printed lines. Argument `read`: the text
/// from which the document was analysed. `lines`: corrected lines of the document.
void send_rows(const text::Lexicon& lexicon, const MakeDocument& make, document::Document document,
               const RestoredDocument& read, const std::vector<record::AppliedLine>& lines,
               const Shown& shown, const StreamSink& send) {
  const ByteRange part = shown.place(document.bytes);
  send_records(lexicon, std::exchange(document, {}), read, describe(make.source, read.before),
               lines, send);
  send_bytes(send, Stream::kPrinted, [&](io::FileSink& sink) {
    for (const store::PrintedPassage& printed : split_printed_passages(shown.text, part))
      sink.write(encode_printed_passage(printed));
  });
}

/// Sends the k-th of several documents.
void send_part(const text::Lexicon& lexicon, MakeDocument make, std::size_t k,
               document::Document document, const CorrectedFile& file, const Shown& shown,
               const StreamSink& send) {
  if (k > 0) {
    const SubDocumentStart part{document.page_from, document.page_to, document.promulgator};
    send(Stream::kPart, to_text(part));
    make.source.doc_id = record::make_sub_document_id(make.source.sha256, part.from, part.to, k);
  }
  const ByteRange restored = file.restored_part(document.bytes);
  const DocumentText part = extract_document_text(file.restored(), restored);
  send_texts(make, part.found, part.text, part.changes,
             {changes_in(file.changes(), restored), changes_in(shown.ink, document.bytes)}, send);
  send_rows(lexicon, make, std::move(document), file.document(), file.applied_in(restored), shown,
            send);
}

/// The documents of a file. `ordered`: the text with sorted pages, if the pages were reordered.
struct Reading {
  std::vector<document::Document> documents;
  std::optional<RestoredDocument> ordered;
};

/// Analyses a file. If a single document was scanned out of order, its pages are sorted by their
/// printed numbers. The order of the file is kept in two cases: a person has set first pages, or
/// several documents begin.
Reading read_file(const text::Lexicon& lexicon, const record::SourceInfo& source,
                  const RestoredDocument& text) {
  std::vector<std::string> names;
  for (const record::SourceName& one : source.names) names.push_back(one.name);
  if (source.first_pages.size() < 2) {
    Reading out{{}, document::reorder_pages(text)};
    if (out.ordered)
      out.documents =
          document::read_documents(lexicon, *out.ordered, {source.type_code, {}, names});
    if (out.documents.size() == 1) {
      out.documents.front().flags.emplace_back("NUM_GAP");
      return out;
    }
  }
  return {document::read_documents(lexicon, text, {source.type_code, source.first_pages, names}),
          {}};
}

}  // namespace

std::vector<exports::PdfPage> make_document(const text::Lexicon& lexicon, const MakeDocument& make,
                                            UnrestoredDocument read,
                                            const restore::Restorer* restorer,
                                            std::string_view kept, const StreamSink& send) {
  const std::vector<std::string> flags = read.flags;
  const RestorationResult text = restored(std::move(read), restorer, kept);
  const CorrectedFile file(make, text);
  const RestoredDocument& corrected = file.document();
  Reading reading = read_file(lexicon, make.source, corrected);
  std::vector<document::Document>& documents = reading.documents;
  for (document::Document& document : documents) {
    add_flags(document, corrected.before, flags);
    if (!make.allow_secret) refuse_secrets(document);
  }
  std::vector<Change> ink;  // not for reordered text, where the place of the header is unknown
  for (const document::Document& document : documents) {
    if (reading.ordered || !make.restored) break;
    std::ranges::move(mark_unread_ink(corrected, document), std::back_inserter(ink));
  }
  ink = file.without_corrected(changes_in(ink, {0, UINT32_MAX}));
  set_output_ranges(ink);
  const TextDocument marked = ink.empty() ? TextDocument{} : with_ink(corrected.after, ink);
  const Shown shown{ink.empty() ? corrected.after : marked, ink};
  if (make.restored && !text.kept.empty()) send(Stream::kKept, text.kept);
  if (documents.size() == 1 || !make.records) {
    const std::string& restored = text.document.after.text;
    send_texts(make, text.found(), restored, text.changes(), {file.changes(), ink}, send);
    const RestoredDocument& of = reading.ordered ? *reading.ordered : corrected;
    const ByteRange all{0, static_cast<std::uint32_t>(restored.size())};
    if (make.records)
      send_rows(lexicon, make, std::move(documents.front()), of, file.applied_in(all), shown, send);
  } else {
    for (std::size_t k = 0; k < documents.size(); ++k)
      send_part(lexicon, make, k, std::move(documents[k]), file, shown, send);
  }
  return make.pdf_version.empty() ? std::vector<exports::PdfPage>() : make_pdf_pages(shown.text);
}

std::vector<OcrPage> parse_ocr_pages(const std::vector<std::string>& json, std::uint32_t count) {
  std::vector<OcrPage> pages(count);
  for (std::uint32_t i = 0; i < count; ++i) pages[i].number = i + 1;
  for (const std::string& one : json) {
    OcrPage page = text::page_from_json(one);
    if (page.number > count) throw Error(ErrorCode::kInternal, "a page behind the last one");
    pages[page.number - 1] = std::move(page);
  }
  return pages;
}

std::string encode_printed_passage(const store::PrintedPassage& printed) {
  std::string line = "[";
  line += printed.page ? std::to_string(*printed.page) : "null";
  line += ',' + std::to_string(printed.first_line) + ',';
  text::append_json_string(line, printed.text);
  return line + "]\n";
}

std::optional<store::PrintedPassage> decode_printed_passage(std::string_view line) {
  using Json = nlohmann::json;
  if (!text::is_nested_within(line, 0, 3)) return std::nullopt;
  const Json json = Json::parse(line, nullptr, false);
  const auto is_number = [](const Json& value) {
    return value.is_number_unsigned() && value.get<std::uint64_t>() <= UINT32_MAX;
  };
  if (!json.is_array() || json.size() != 3 || !json[2].is_string()) return std::nullopt;
  if ((!json[0].is_null() && !is_number(json[0])) || !is_number(json[1])) return std::nullopt;
  store::PrintedPassage printed;
  if (!json[0].is_null()) printed.page = json[0].get<std::uint32_t>();
  printed.first_line = json[1].get<std::uint32_t>();
  printed.text = json[2].get<std::string>();
  return printed;
}

}  // namespace codau::worker
