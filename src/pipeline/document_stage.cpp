#include "pipeline/document_stage.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/error.h"
#include "document/read_document.h"
#include "export/files.h"
#include "pipeline/files.h"
#include "pipeline/pdf_words.h"
#include "record/ids.h"
#include "text/page_json.h"
#include "text/text_document.h"
#include "worker/protocol.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxTextBytes = std::uint64_t{64} << 20U;

// The finished pages as JSON, in order; an empty text for each that is not there.
std::vector<std::string> journal_pages(const store::Store& store, const Source& source,
                                       const RunOptions& options, const std::string& key) {
  std::vector<std::string> pages(source.pages);
  for (std::uint32_t number = 1; number <= source.pages; ++number) {
    if (!options.pages.has(number)) continue;
    if (auto page = store.page(source.info.sha256, key, number)) {
      pages[number - 1] = std::move(*page);
    }
  }
  return pages;
}

std::vector<OcrPage> parse_pages(const std::vector<std::string>& journal) {
  std::vector<OcrPage> pages;
  for (const std::string& json : journal) {
    OcrPage page;
    if (!json.empty()) page = text::page_from_json(json);
    page.number = static_cast<std::uint32_t>(pages.size() + 1);
    pages.push_back(std::move(page));
  }
  return pages;
}

record::SourceInfo describe(const Source& source, const TextDocument& text) {
  record::SourceInfo info = source.info;
  const bool layered = std::any_of(text.pages.begin(), text.pages.end(), [](const TextPage& page) {
    return page.origin == Origin::kLayer;
  });
  info.text_layer = layered ? "born_digital" : "none";
  return info;
}

std::vector<std::string> pdf_requests(const Source& source, const TextDocument& text,
                                      const fs::path& target) {
  std::vector<std::string> requests;
  for (exports::PdfPage& page : pdf_pages(text)) {
    requests.push_back(
        worker::to_json(worker::Request{source.info.sha256, worker::AddPdfPage{std::move(page)}}));
  }
  requests.push_back(worker::to_json(
      worker::Request{source.info.sha256, worker::WritePdf{fs::absolute(target).string()}}));
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
  const std::vector<std::string> journal = journal_pages(store, source, options_, page_key);
  const std::string print = fingerprint(source, journal);
  if (store.fingerprint(source.info.doc_id) == print && has_files(source)) return {};

  const RestoredText text =
      restored(source.is_text() ? from_text_file(read_file(source.file, kMaxTextBytes))
                                : from_pages(parse_pages(journal)));
  const document::Document document = document::read_document(text.document);
  if (document.header.secrecy != document::Secrecy::kNone && !options_.allow_secret) {
    forget(store, source);
    throw Error(Cause::kSecret, "a secrecy mark was read");
  }
  exports::make_folder(folder(source));
  exports::write_atomically(folder(source) / "ocr.txt", text.found);
  if (options_.until >= Until::kRestore) {
    exports::write_atomically(folder(source) / "text.txt", text.document.after.text);
    exports::write_atomically(folder(source) / "changes.jsonl", change_log(text.changes));
  }
  if (options_.until >= Until::kDocument) {
    const record::Records records =
        record::to_records(document, text.document, describe(source, text.document.before));
    exports::write_atomically(folder(source) / "document.json", document_json(records));
    store.save_records(source.info.doc_id, records);
  }
  store.save_fingerprint(source.info.doc_id, print);
  if (!wants_pdf(source)) return {};
  return {pdf_requests(source, text.document.after, folder(source) / "searchable.pdf")};
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

// Everything that the files and rows of a document are made from.
std::string DocumentStage::fingerprint(const Source& source,
                                       const std::vector<std::string>& pages) const {
  std::string facts(version());
  for (const ModelFile& model : models_) facts += '\n' + model.name + ' ' + model.sha256;
  facts += "\nuntil " + std::to_string(static_cast<int>(options_.until));
  if (options_.allow_secret) facts += "\nallow secret";
  facts += "\nsource " + source.info.sha256;
  for (const record::SourceName& name : source.info.names) facts += '\n' + name.path;
  for (const std::string& page : pages) facts += '\n' + record::sha256(page);
  return record::sha256(facts);
}

RestoredText DocumentStage::restored(AsRead read) const {
  if (restorer_) return restore(*restorer_, std::move(read));
  Restored unchanged;
  unchanged.text = read.text.text;
  return {text::carry_over(std::move(read.text), std::move(unchanged)), std::move(read.found),
          std::move(read.decoding)};
}

}  // namespace codau::pipeline
