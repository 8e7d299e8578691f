// export/target/xml_text.h — text in XML 1.0.
#pragma once

#include <string>
#include <string_view>

namespace codau::exports {

/// Appends `utf8`, escaped for text between tags and for quotes of either kind. References replace
/// `< > & " '` and white space other than the blank. U+FFFD replaces code points that XML cannot
/// hold (controls, U+FFFE-FFFF, ill-formed bytes). Law: a parser reads legal text back unchanged.
void append_xml(std::string& out, std::string_view utf8);
[[nodiscard]] std::string xml_text(std::string_view utf8);

}  // namespace codau::exports
