// export/target/xml_text.h — escapes text for XML 1.0.
#pragma once

#include <string>
#include <string_view>

namespace codau::exports {

/// Appends `utf8` to `out`, escaped for element content and for attribute values in quotes of
/// either kind.
/// 1. References replace `< > & " '`, tab, line feed and carriage return: "a<b" becomes "a&lt;b".
/// 2. U+FFFD replaces all that XML cannot hold: other controls below U+0020, U+FFFE, U+FFFF and
///    ill-formed bytes.
/// Law: an XML parser reads all other text back unchanged.
void append_xml(std::string& out, std::string_view utf8);
/// Returns `utf8` escaped as append_xml() does.
[[nodiscard]] std::string xml_text(std::string_view utf8);

}  // namespace codau::exports
