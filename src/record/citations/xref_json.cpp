#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "record/citations/xref.h"
#include "record/schema/ids.h"

namespace codau::record {
namespace {

using Json = nlohmann::json;

Json year_json(const std::optional<std::int32_t>& year) { return year ? Json(*year) : Json(); }

Json to_list(const Citation& one) {
  return {one.seq,   one.ref_id, one.number,          one.notation, one.edtf,
          one.organ, one.title,  year_json(one.year), one.is_self,  one.confidence};
}

/// Reads the values of a JSON list in order. Notes missing values and values of another type.
class Fields {
 public:
  explicit Fields(const Json& list) : list_(list) {}

  Fields& read(std::string& to) {
    const Json& next = this->next();
    if (is_good(next.is_string())) to = next.get_ref<const std::string&>();
    return *this;
  }
  Fields& read(bool& to) {
    const Json& next = this->next();
    if (is_good(next.is_boolean())) to = next.get<bool>();
    return *this;
  }
  template <class Number>
  requires std::is_arithmetic_v<Number> Fields& read(Number& to) {
    const Json& next = this->next();
    if (is_good(next.is_number())) to = next.get<Number>();
    return *this;
  }
  Fields& read(std::optional<std::int32_t>& to) {
    const Json& next = this->next();
    if (!next.is_null() && is_good(next.is_number_integer())) to = next.get<std::int32_t>();
    return *this;
  }
  [[nodiscard]] const Json& next() {
    static const Json kNone;
    return is_good(list_.is_array() && at_ < list_.size()) ? list_[at_++] : kNone;
  }
  [[nodiscard]] bool is_read() const { return good_ && at_ == list_.size(); }

 private:
  bool is_good(bool so) {
    good_ = good_ && so;
    return so;
  }

  const Json& list_;
  std::size_t at_ = 0;
  bool good_ = true;
};

}  // namespace

std::string to_json(const XrefFacts& facts) {
  Json citations = Json::array();
  for (const Citation& one : facts.citations) citations.push_back(to_list(one));
  const Json json{facts.doc_id,
                  facts.type_code,
                  facts.number,
                  facts.notation,
                  facts.edtf,
                  facts.organ,
                  facts.subject,
                  year_json(facts.plan_year),
                  facts.is_proposed,
                  facts.is_year_doubtful,
                  facts.is_date_doubtful,
                  static_cast<int>(facts.context.issuer_level),
                  facts.context.place,
                  facts.context.governing_name,
                  facts.context.as_of,
                  std::move(citations)};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<XrefFacts> xref_facts_from_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  XrefFacts out;
  Fields fields(json);
  std::uint8_t level = 0;
  fields.read(out.doc_id).read(out.type_code).read(out.number).read(out.notation).read(out.edtf);
  fields.read(out.organ).read(out.subject).read(out.plan_year).read(out.is_proposed);
  fields.read(out.is_year_doubtful).read(out.is_date_doubtful).read(level);
  fields.read(out.context.place).read(out.context.governing_name).read(out.context.as_of);
  out.context.issuer_level = static_cast<document::AgencyLevel>(level);
  out.context.issuer_name = out.organ;
  for (const Json& one : fields.next()) {
    Citation& cited = out.citations.emplace_back();
    Fields its(one);
    its.read(cited.seq).read(cited.ref_id).read(cited.number).read(cited.notation);
    its.read(cited.edtf).read(cited.organ).read(cited.title).read(cited.year);
    its.read(cited.is_self).read(cited.confidence);
    if (!its.is_read()) return std::nullopt;
  }
  return fields.is_read() ? std::optional(std::move(out)) : std::nullopt;
}

std::string compute_digest(const XrefFindings& findings) {
  const auto or_null = [](const std::optional<std::string>& text) {
    return text ? Json(*text) : Json();
  };
  const Json json{findings.is_number_confirmed, or_null(findings.number),
                  or_null(findings.best_date),  findings.is_conflict,
                  Json(findings.targets),       Json(findings.dates)};
  return format_uuid(short_sha256(json.dump(-1, ' ', false, Json::error_handler_t::replace)));
}

}  // namespace codau::record
