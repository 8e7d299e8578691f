#include "pipeline/jobs/older_documents.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>

#include "pipeline/inputs/reject_list.h"
#include "pipeline/output/manifest.h"
#include "record/edits/edit_rules.h"
#include "record/edits/human_edit.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "text/page_json.h"

namespace codau::pipeline {
namespace {

using record::Records;
using record::Row;

/// Returns the first pages of the documents of a file.
std::vector<std::uint32_t> first_pages_of(const store::Store& store,
                                          const std::vector<std::string>& doc_ids) {
  std::vector<Records> file;
  for (const std::string& one : doc_ids) file.push_back(store.records_of(one));
  return record::collect_source_file_facts(file).first_pages;
}

bool is_secret_document(const Row& document) {
  using record::Documents;
  const record::ConstCells<Documents> cells(document);
  const std::vector<std::string> flags = cells.codes(Documents::flags);
  return cells.text(Documents::secrecy) != "none" ||
         std::ranges::find(flags, "SECRET_SUSPECTED") != flags.end();
}

std::set<std::string> paths_of(const std::vector<Row>& sources) {
  std::set<std::string> out;
  for (const Row& row : sources)
    out.insert(record::ConstCells<record::Sources>(row).text(record::Sources::source_path));
  return out;
}

bool has_digits_or_letters(unsigned char byte) {
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z');
}

}  // namespace

std::optional<EarlierPage> find_earlier_page(const store::PageStore& pages, const PageKeys& keys,
                                             const store::PageStore::StoredPagePlace& place) {
  const std::string key = choose_best_key(keys, pages.keys(place.sha256, place.number));
  if (key.empty()) return std::nullopt;
  const auto stub = pages.stub(place.sha256, key, place.number);
  return stub ? std::optional(EarlierPage{key, *stub}) : std::nullopt;
}

RereadDecision decide_reread(const store::PageStore& pages, const PageKeys& keys,
                             const store::PageStore::StoredPagePlace& place,
                             const EarlierPage& reading) {
  // "TUYỆT MẬT" with two extra wrong letters has 16 bytes; a word with its box takes 100 bytes.
  constexpr std::size_t kFewBytes = 24, kShortJson = 8192;
  if (reading.key == keys.read || is_simple_key(reading.key) ||
      parse_reader_version(reading.key) >= kFirstReliableBlankVersion ||
      reading.stub.bytes > kShortJson)
    return RereadDecision::kNone;
  const std::string json = pages.page(place.sha256, reading.key, place.number).value_or("");
  std::string text;
  if (catch_error([&] { text = text::page_from_json(json).text; })) return RereadDecision::kNone;
  const auto bytes = static_cast<std::size_t>(std::ranges::count_if(text, has_digits_or_letters));
  return bytes == 0           ? RereadDecision::kHasNone
         : bytes <= kFewBytes ? RereadDecision::kHasWords
                              : RereadDecision::kNone;
}

bool is_as_asked(const store::Store& store, const record::SourceInfo& source, bool allow_secret) {
  std::vector<std::string> all{source.doc_id};
  for (std::string& one : store.sub_documents(source.doc_id)) all.push_back(std::move(one));
  std::vector<Row> documents;
  for (const std::string& one : all) {
    for (Row& row : store.rows_of(one, record::TableId::kDocuments))
      documents.push_back(std::move(row));
  }
  if (documents.empty()) return true;  // only OCR was done
  if (!allow_secret && std::ranges::any_of(documents, is_secret_document)) return false;
  std::set<std::string> paths;
  for (const record::SourceName& name : source.names) paths.insert(name.path);
  if (paths != paths_of(store.rows_of(source.doc_id, record::TableId::kSources))) return false;
  using record::Documents;
  const std::string& type =
      record::ConstCells<Documents>(documents.front()).text(Documents::type_code);
  if (!source.type_code.empty() && source.type_code != type) return false;
  return source.first_pages.empty() || source.first_pages == first_pages_of(store, all);
}

bool has_same_words(const std::filesystem::path& manifest, std::span<const ModelFile> files) {
  std::map<std::string, std::string> now;
  for (const ModelFile& file : files) {
    if (is_user_table(file)) now.emplace(file.name, file.sha256);
  }
  std::map<std::string, std::string> then;
  const auto of_then = read_models(manifest);
  if (!of_then) return true;
  for (const ModelFile& file : *of_then) {
    if (is_user_table(file)) then.emplace(file.name, file.sha256);
  }
  return now == then;
}

OlderDocuments count_older(const std::function<std::optional<std::string>()>& next,
                           const StageKeys& stages, const PageKeys& pages) {
  const std::set<std::string> ours{std::string(Fingerprint::kInPart), make_readers_mark({}),
                                   make_readers_mark({pages.read})};
  OlderDocuments out;
  for (auto line = next(); line; line = next()) {
    const auto made = Fingerprint::parse(*line);
    if (!made) continue;
    const bool ocr = !pages.read.empty() && !ours.contains(made->readers);
    const bool text = made->restoration != stages.restoration;
    const bool rows = made->rules != stages.rules;
    out.ocr += ocr ? 1U : 0U;
    out.text += text ? 1U : 0U;
    out.rows += rows ? 1U : 0U;
    out.all += ocr || text || rows ? 1U : 0U;
    out.read_now += made->readers == make_readers_mark({pages.read}) ? 1U : 0U;
    out.made_now += rows ? 0U : 1U;
  }
  return out;
}

OlderDocuments count_older(const store::Store& store, const StageKeys& stages,
                           const PageKeys& pages) {
  const std::vector<std::string> documents = store.documents();
  const store::OrderedLookup<store::BuildState> made = store.build_states();
  std::size_t at = 0;
  const auto next = [&]() -> std::optional<std::string> {
    if (at == documents.size()) return std::nullopt;
    return made(documents[at++]).fingerprint;
  };
  return count_older(next, stages, pages);
}

std::vector<Message> make_older_documents_message(const OlderDocuments& older) {
  if (older.all == 0) return {};
  const auto number = [](std::uint64_t n) { return std::to_string(n); };
  return {number(older.all) +
          both(" văn bản do bản codau cũ làm, được giữ nguyên; muốn làm lại bằng bản này, chạy "
               "codau run với tệp gốc và --redo ocr (",
               " documents were made by an older codau and stay as they are; to remake them, run "
               "codau run over their files with --redo ocr (") +
          number(older.ocr) + "), --redo text (" + number(older.text) +
          both(") hoặc --redo rows (", ") or --redo rows (") + number(older.rows) + ")"};
}

std::vector<Message> make_reread_message(std::uint64_t pages) {
  if (pages == 0) return {};
  return {std::to_string(pages) +
          both(" trang mà bản codau cũ coi là trắng hoặc gần như không có chữ đã được đọc lại một "
               "lần, vì bản cũ có thể bỏ sót trang hỏng hoặc dấu chỉ độ mật",
               " pages that an older codau called blank or nearly empty were read again once, as "
               "it could miss damaged pages and marks of secrecy")};
}

}  // namespace codau::pipeline
