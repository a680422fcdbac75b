// What goes on to the gateway bears the gateway's own name; the name that it was called by is told beside it.
function handler(event) {
    var request = event.request;
    request.headers['x-forwarded-host'] = { value: request.headers.host.value };
    return request;
}
