#include "pipeline/document_stage.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "document/read_document.h"
#include "export/files.h"
#include "pipeline/files.h"
#include "pipeline/pdf_words.h"
#include "pipeline/printed_lines.h"
#include "record/ids.h"
#include "text/page_json.h"
#include "text/text_document.h"
#include "worker/protocol.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxTextBytes = std::uint64_t{64} << 20U;

/// The finished pages of a source as the journal has them, one at a time: there may be thousands.
struct Journal {
  const store::Store& store;
  const Source& source;
  const PageChoice& chosen;
  const std::string& key;

  [[nodiscard]] std::optional<std::string> page(std::uint32_t number) const {
    if (!chosen.has(number)) return std::nullopt;
    return store.page(source.info.sha256, key, number);
  }

  // A page that is not there is empty.
  [[nodiscard]] std::vector<OcrPage> pages() const {
    std::vector<OcrPage> pages(source.pages);
    for (std::uint32_t number = 1; number <= source.pages; ++number) {
      if (const auto json = page(number)) pages[number - 1] = text::page_from_json(*json);
      pages[number - 1].number = number;
    }
    return pages;
  }
};

// Everything that the files and rows of a document are made from.
std::string fingerprint_of(const RunOptions& options, const std::vector<ModelFile>& models,
                           const Journal& journal) {
  std::string facts(version());
  for (const ModelFile& model : models) facts += '\n' + model.name + ' ' + model.sha256;
  facts += "\nrows and printed lines";  // what is kept of a document
  facts += "\nuntil " + std::to_string(static_cast<int>(options.until));
  if (options.allow_secret) facts += "\nallow secret";
  facts += "\nsource " + journal.source.info.sha256;
  for (const record::SourceName& name : journal.source.info.names) facts += '\n' + name.path;
  for (std::uint32_t number = 1; number <= journal.source.pages; ++number) {
    facts += '\n' + record::sha256(journal.page(number).value_or(""));
  }
  return record::sha256(facts);
}

// Pages by the code of what was found on them.
PageWarnings warnings_of(const Journal& journal) {
  constexpr std::string_view kNothing = R"("warnings":[])";
  PageWarnings warnings;
  for (std::uint32_t number = 1; number <= journal.source.pages; ++number) {
    const auto json = journal.page(number);
    if (!json || json->find(kNothing) != std::string::npos) continue;
    for (const std::string& code : text::page_from_json(*json).warnings) {
      warnings[code].push_back(number);
    }
  }
  return warnings;
}

bool has_warning(const TextDocument& text, std::string_view code) {
  return std::any_of(text.pages.begin(), text.pages.end(), [code](const TextPage& page) {
    return std::find(page.warnings.begin(), page.warnings.end(), code) != page.warnings.end();
  });
}

bool has_flag(const document::Document& document, std::string_view code) {
  return std::find(document.flags.begin(), document.flags.end(), code) != document.flags.end();
}

// A layer that is used tells of a drawn page; else an earlier reading is known as such.
record::SourceInfo describe(const Source& source, const TextDocument& text) {
  record::SourceInfo info = source.info;
  bool used = false, read = false, other = false;
  for (const TextPage& page : text.pages) {
    used = used || page.origin == Origin::kLayer;
    for (const std::string& code : page.warnings) {
      const bool reading = code == "LAYER_OCR" || code == "LAYER_BAD_OCR";
      read = read || reading;
      other = other || (code.starts_with("LAYER_") && !reading && code != "LAYER_EMPTY");
    }
  }
  info.text_layer = used ? "born_digital" : read ? "ocr" : other ? "unknown" : "none";
  return info;
}

std::vector<std::string> pdf_requests(const Source& source, const TextDocument& text,
                                      const fs::path& target) {
  std::vector<std::string> requests{
      worker::to_json(worker::Request{source.info.sha256, worker::BeginPdf{}})};
  for (exports::PdfPage& page : pdf_pages(text)) {
    requests.push_back(
        worker::to_json(worker::Request{source.info.sha256, worker::AddPdfPage{std::move(page)}}));
  }
  requests.push_back(
      worker::to_json(worker::Request{source.info.sha256, worker::WritePdf{target.string()}}));
  return requests;
}

}  // namespace

DocumentStage::DocumentStage(const RunOptions& options)
    : options_(options), models_(model_files(options.home)) {
  if (options.until >= Until::kRestore) {
    restorer_.emplace(options.home.models().c_str(), options.home.data().c_str());
  }
}

Finished DocumentStage::finish(store::Store& store, const Source& source,
                               const std::string& page_key) const {
  const Journal journal{store, source, options_.pages, page_key};
  const std::string print = fingerprint_of(options_, models_, journal);
  Finished finished{{}, {}, warnings_of(journal)};
  if (store.fingerprint(source.info.doc_id) == print && has_files(source)) return finished;

  AsRead read = source.is_text() ? from_text_file(read_file(source.file, kMaxTextBytes))
                                 : from_pages(journal.pages());
  const std::vector<std::string> flags = read.flags;
  const RestoredText text = restored(std::move(read));
  document::Document document = document::read_document(text.document);
  document.flags.insert(document.flags.end(), flags.begin(), flags.end());
  if (has_warning(text.document.before, "READ_SIMPLY")) document.flags.emplace_back("READ_SIMPLY");
  if (document.header.secrecy != document::Secrecy::kNone && !options_.allow_secret) {
    forget(store, source);
    throw Error(Cause::kSecret, "a secrecy mark was read");
  }
  if (has_flag(document, "SECRET_SUSPECTED") && !options_.allow_secret) {
    forget(store, source);
    throw Error(Cause::kSecretSuspected, "a secrecy mark is possible");
  }
  exports::make_folder(folder(source));
  exports::write_atomically(folder(source) / "ocr.txt", text.found);
  if (options_.until >= Until::kRestore) {
    exports::write_atomically(folder(source) / "text.txt", text.document.after.text);
    exports::write_atomically(folder(source) / "changes.jsonl",
                              [&](exports::FileSink& sink) { write_changes(text.changes, sink); });
  }
  if (options_.until >= Until::kDocument) {
    // the document goes at once: it is as large as its rows
    const record::Records records = record::to_records(std::exchange(document, {}), text.document,
                                                       describe(source, text.document.before));
    exports::write_atomically(folder(source) / "document.json",
                              [&](exports::FileSink& sink) { write_document_json(records, sink); });
    store.save_records(source.info.doc_id, records, printed_lines(text.document.after));
  }
  const fs::path pdf = folder(source) / "searchable.pdf";
  if (wants_pdf(source)) remove_tree(pdf);  // an older one must not pass for the one that is due
  store.save_fingerprint(source.info.doc_id, print);
  if (!wants_pdf(source)) return finished;
  finished.pdf_requests = pdf_requests(source, text.document.after, pdf);
  finished.pdf = pdf;
  return finished;
}

void DocumentStage::forget(store::Store& store, const Source& source) const {
  store.remove_document(source.info.doc_id);
  remove_tree(folder(source));
}

fs::path DocumentStage::folder(const Source& source) const {
  return options_.out / "documents" / source.info.doc_id;
}

bool DocumentStage::wants_pdf(const Source& source) const {
  return !source.is_text() && options_.until == Until::kExports && options_.formats.contains("pdf");
}

bool DocumentStage::has_files(const Source& source) const {
  std::vector<std::string> names{"ocr.txt"};
  if (options_.until >= Until::kRestore) names.insert(names.end(), {"text.txt", "changes.jsonl"});
  if (options_.until >= Until::kDocument) names.emplace_back("document.json");
  if (wants_pdf(source)) names.emplace_back("searchable.pdf");
  return std::all_of(names.begin(), names.end(),
                     [&](const std::string& name) { return fs::exists(folder(source) / name); });
}

RestoredText DocumentStage::restored(AsRead read) const {
  if (restorer_) {
    RestoredText text = restore(*restorer_, std::move(read));
    restorer_->rest();
    return text;
  }
  Restored unchanged;
  unchanged.text = read.text.text;
  return {text::carry_over(std::move(read.text), std::move(unchanged)), std::move(read.found),
          std::move(read.decoding)};
}

}  // namespace codau::pipeline
