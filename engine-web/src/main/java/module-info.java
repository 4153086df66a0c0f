/** The engine over HTTP: one handler, a servlet for any container, and an embedded server. */
module io.mfaengine.web {
    requires static transitive com.google.errorprone.annotations;
    requires static transitive org.jspecify;
    requires transitive io.mfaengine.core;
    requires static transitive jakarta.servlet;
    requires static org.eclipse.jetty.ee10.servlet;
    requires static org.eclipse.jetty.http;
    requires static org.eclipse.jetty.server;
    requires static org.eclipse.jetty.util;
    requires static java.compiler;
    requires com.google.common;
    requires com.google.gson;
    requires gg.jte.runtime;
    requires io.nayuki.qrcodegen;
    requires org.apache.commons.fileupload2.core;

    exports io.mfaengine.web;
    exports io.mfaengine.web.http;
    exports io.mfaengine.web.pages;
    exports io.mfaengine.web.portal;
    exports io.mfaengine.web.tenant;
}
