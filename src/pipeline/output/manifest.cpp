#include "pipeline/output/manifest.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctime>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>

#include "export/export_manifest.h"
#include "io/atomic_file.h"
#include "pipeline/inputs/iso_time.h"
#include "record/schema/schema.h"

namespace codau::pipeline {
namespace {

using Json = nlohmann::ordered_json;

Json settings(const RunOptions& options) {
  constexpr std::array kUntil{"ocr", "restore", "document", "exports"};
  return {{"pages", options.pages_given.empty() ? Json() : Json(options.pages_given)},
          {"until", kUntil.at(static_cast<std::size_t>(options.until))},
          {"formats", options.formats},
          {"timeout_page", options.timeout_page.count()},
          {"memory_page", options.memory_page >> 20U},
          {"shard", options.shard.text()},
          {"allow_secret", options.allow_secret}};
}

Json models(const std::vector<ModelFile>& files) {
  Json list = Json::array();
  for (const ModelFile& file : files) {
    list.push_back({{"file", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  }
  return list;
}

// "1-3,7"
std::string ranges(const std::vector<std::uint32_t>& pages) {
  std::string out;
  for (std::size_t i = 0, end = 0; i < pages.size(); i = end) {
    for (end = i + 1; end < pages.size() && pages[end] == pages[end - 1] + 1;) ++end;
    out += (out.empty() ? "" : ",") + std::to_string(pages[i]);
    if (end > i + 1) out += '-' + std::to_string(pages[end - 1]);
  }
  return out;
}

// Conformance of a searchable PDF, and its obstacles to PDF/A (codes of Store::pdf).
Json searchable_pdf(std::string_view obstacles) {
  Json codes = Json::array();
  for (std::size_t at = 0; at < obstacles.size();) {
    const std::size_t end = std::min(obstacles.find(' ', at), obstacles.size());
    codes.push_back(obstacles.substr(at, end - at));
    at = end + 1;
  }
  return {{"conformance", codes.empty() ? Json("PDF/A-2b") : Json()}, {"obstacles", codes}};
}

// Number of PDF/A files, and number of other files by obstacle.
Json searchable_pdfs(const std::map<std::string, std::uint64_t>& all) {
  std::uint64_t conforming = 0;
  std::map<std::string, std::uint64_t> obstacles;
  for (const auto& [codes, n] : all) {
    const Json one = searchable_pdf(codes);
    if (codes.empty()) conforming += n;
    for (const Json& code : one["obstacles"]) obstacles[code.get<std::string>()] += n;
  }
  return {{"pdf_a_2b", conforming}, {"obstacles", obstacles}};
}

Json doubts(const PublishedRecords& published) {
  return published.to_review ? Json(*published.to_review) : Json();
}

// Sources that are new or changed.
Json sources(const std::vector<InputSource>& all) {
  std::vector<const InputSource*> due;
  for (const InputSource& source : all) {
    if (!source.done) due.push_back(&source);
  }
  std::ranges::sort(due, {}, [](const InputSource* source) { return source->info.sha256; });
  Json list = Json::array();
  for (const InputSource* const one : due) {
    const InputSource& source = *one;
    Json names = Json::array();
    for (const record::SourceName& name : source.info.names) names.push_back(name.path);
    Json warnings = Json::object();
    for (const auto& [code, pages] : source.warnings) warnings[code] = ranges(pages);
    list.push_back({{"doc_id", source.info.doc_id},
                    {"sha256", source.info.sha256},
                    {"bytes", source.info.bytes},
                    {"format", source.info.format.empty() ? Json() : Json(source.info.format)},
                    {"names", std::move(names)},
                    {"pages", source.pages},
                    {"pages_read", ranges(source.made_from)},
                    {"pages_rejected", source.rejected},
                    {"rejected", source.refused},
                    {"warnings", std::move(warnings)},
                    {"searchable_pdf", source.pdf ? searchable_pdf(*source.pdf) : Json()}});
  }
  return list;
}

Json older(const OlderDocuments& of) {
  return {{"documents", of.all}, {"ocr", of.ocr}, {"text", of.text}, {"rows", of.rows}};
}

Json files(const std::vector<exports::WrittenFile>& published) {
  Json list = Json::array();
  for (const exports::WrittenFile& file : published) {
    list.push_back(
        {{"path", file.path}, {"bytes", file.bytes}, {"rows", file.rows}, {"sha256", file.sha256}});
  }
  return list;
}

}  // namespace

std::string make_manifest(const ManifestFacts& facts) {
  const RunProgress& pages = facts.summary.pages;
  Json json{{"schema_version", record::kSchemaVersion},
            {"tool", {{"name", "codau"}, {"version", program_version()}}},
            {"ocr_engine", facts.engine ? Json(*facts.engine) : Json()},
            {"sandbox", facts.sandbox},
            {"models", models(facts.models)},
            {"settings", settings(facts.options)},
            {"sources", sources(facts.sources)},
            {"files", files(facts.published.files)},
            {"notes", Json::parse(exports::make_notes_json(facts.published.notes))},
            {"counts",
             {{"inputs", facts.summary.inputs},
              {"documents", facts.summary.documents},
              {"pages", pages.pages_all},
              {"pages_rejected", pages.pages_rejected},
              {"rejects", facts.summary.rejects},
              {"older", older(facts.summary.older)},
              {"rows", facts.published.rows},
              {"review_reasons", facts.published.reasons},
              {"doubts", doubts(facts.published)},
              {"searchable_pdfs", searchable_pdfs(facts.published.pdfs)}}}};
  json["run"] = {{"started", format_iso_time(facts.started)},
                 {"seconds", std::round(facts.seconds * 1000) / 1000},
                 {"jobs", facts.options.jobs},
                 {"pages_done", pages.pages_done},
                 {"pages_reused", pages.pages_reused}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

namespace {

/// Returns an empty object if the file is no manifest.
Json manifest_in(const std::filesystem::path& file) {
  std::error_code error;
  constexpr std::uintmax_t kMost = std::uintmax_t{1} << 30U;
  const std::uintmax_t bytes = std::filesystem::file_size(file, error);
  if (error || bytes > kMost) return Json::object();
  std::string text(bytes, '\0');  // read at once, since parsing a stream goes byte by byte
  std::ifstream stream(file, std::ios::binary);
  stream.read(text.data(), static_cast<std::streamsize>(bytes));
  Json json = Json::parse(text, nullptr, false);
  return json.is_object() ? json : Json::object();
}

const Json& member(const Json& object, const char* name) {
  static const Json kNullJson;
  if (!object.is_object()) return kNullJson;
  const auto found = object.find(name);
  return found == object.end() ? kNullJson : *found;
}

bool is_rejected(const Json& source) { return member(source, "rejected") == Json(true); }

void add_older(Json& sums, const Json& manifest) {
  for (auto& [stage, sum] : sums.items()) {
    const Json& n = member(member(member(manifest, "counts"), "older"), stage.c_str());
    if (n.is_number_unsigned()) sum = sum.get<std::uint64_t>() + n.get<std::uint64_t>();
  }
}

Json names_of_both(const Json& one, const Json& other) {
  std::set<std::string> names;
  for (const Json* const source : {&one, &other}) {
    for (const Json& name : member(*source, "names")) {
      if (name.is_string()) names.insert(name.get<std::string>());
    }
  }
  return names;
}

}  // namespace

std::string merge_manifests(const std::vector<std::filesystem::path>& manifests,
                            const MergedFacts& facts) {
  Json json = Json::object(), settings = Json::object();
  std::map<std::string, Json> sources;  // by SHA-256
  Json of_older = older({});
  for (const std::filesystem::path& file : manifests) {
    Json one = manifest_in(file);
    add_older(of_older, one);
    if (json.empty() || json["ocr_engine"].is_null()) {
      for (const char* const name : {"tool", "ocr_engine", "sandbox", "models"})
        json[name] = member(one, name);
      settings = member(one, "settings");
    }
    for (Json& source : one["sources"]) {
      const Json& sha256 = member(source, "sha256");
      const Json& doc_id = member(source, "doc_id");
      if (!sha256.is_string() || !doc_id.is_string()) continue;
      if (!facts.stays(doc_id.get<std::string>(), is_rejected(source))) continue;
      const auto [known, is_new] = sources.try_emplace(sha256.get<std::string>());
      if (is_new) {
        known->second = std::move(source);
        continue;
      }
      const Json names = names_of_both(known->second, source);
      if (is_rejected(known->second)) known->second = std::move(source);
      known->second["names"] = names;
    }
  }
  const PublishedRecords& published = facts.published;
  const auto rows = [&](const char* table) {
    const auto found = published.rows.find(table);
    return found == published.rows.end() ? std::uint64_t{0} : std::uint64_t{found->second};
  };
  std::uint64_t pages = rows("pages");
  for (const auto& [sha256, source] : sources) {
    const Json& n = member(source, "pages");
    if (is_rejected(source) && n.is_number_unsigned()) pages += n.get<std::uint64_t>();
  }
  if (settings.is_object()) settings["shard"] = Shard{}.text();
  json["settings"] = std::move(settings);
  json["sources"] = Json::array();
  for (auto& [sha256, source] : sources) json["sources"].push_back(std::move(source));
  json["files"] = files(published.files);
  json["notes"] = Json::parse(exports::make_notes_json(published.notes));
  json["counts"] = {{"inputs", facts.inputs},
                    {"documents", rows("documents")},
                    {"pages", pages},
                    {"pages_rejected", facts.pages_rejected},
                    {"rejects", facts.rejects},
                    {"older", std::move(of_older)},
                    {"rows", published.rows},
                    {"review_reasons", published.reasons},
                    {"doubts", doubts(published)},
                    {"searchable_pdfs", searchable_pdfs(published.pdfs)}};
  json["run"] = {{"merged", facts.outputs}};
  Json out{{"schema_version", record::kSchemaVersion}};
  for (auto& [name, value] : json.items()) out[name] = std::move(value);
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<std::vector<ModelFile>> read_models(const std::filesystem::path& file) {
  // Enough for the models; the long list of sources comes after them.
  constexpr std::size_t kMost = std::size_t{1} << 18U;
  std::string head(kMost, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  const std::size_t name = head.find("\"models\"");
  const std::size_t begin = head.find('[', name == head.npos ? head.size() : name);
  if (begin == head.npos) return std::nullopt;
  const std::string list = head.substr(begin, head.find(']', begin) + 1 - begin);
  const Json json = Json::parse(list, nullptr, false);
  if (!json.is_array()) return std::nullopt;
  std::vector<ModelFile> out;
  for (const Json& one : json) {
    const Json &called = member(one, "file"), &sha256 = member(one, "sha256");
    if (!called.is_string() || !sha256.is_string()) return std::nullopt;
    out.push_back({called.get<std::string>(), sha256.get<std::string>(), 0});
  }
  return out;
}

void rewrite_manifest(const std::filesystem::path& file, const PublishedRecords& published) {
  std::ifstream stream(file, std::ios::binary);
  Json json = Json::parse(stream, nullptr, false);
  if (!json.is_object() || !json.contains("counts") || !json["counts"].is_object()) return;
  json["files"] = files(published.files);
  json["notes"] = Json::parse(exports::make_notes_json(published.notes));
  json["counts"]["rows"] = published.rows;
  json["counts"]["review_reasons"] = published.reasons;
  json["counts"]["doubts"] = doubts(published);
  json["counts"]["searchable_pdfs"] = searchable_pdfs(published.pdfs);
  io::write_atomically(file, json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace codau::pipeline
